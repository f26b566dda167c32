/** The recall plot in numbers: a row for so many tokens read, a column a model. */
import type { ModelInfo, RecallPoint } from "../engine/messages";
import { number, t } from "./language";
import { ModelHeads } from "./ModelHeads";
import { Share } from "./Share";

interface Props {
  readonly points: readonly RecallPoint[];
  readonly models: readonly ModelInfo[];
}

export function PointTable({ points, models }: Props) {
  const ids = [...new Set(points.map(({ model }) => model))];
  const stops = [...new Set(points.map(({ tokens }) => tokens))].sort(
    (a, b) => a - b,
  );
  return (
    <details>
      <summary>{t("The plot as a table")}</summary>
      <table className="figures" data-testid="point-table">
        <thead>
          <tr>
            <th scope="col">{t("tokens read, at most")}</th>
            <ModelHeads ids={ids} models={models} />
          </tr>
        </thead>
        <tbody>
          {stops.map((tokens) => (
            <tr key={tokens}>
              <th scope="row">{number(tokens)}</th>
              {ids.map((id) => {
                const point = points.find(
                  (one) => one.model === id && one.tokens === tokens,
                );
                return (
                  <td key={id}>
                    {point && <Share of={point.textToPhoto.recall[1]} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
