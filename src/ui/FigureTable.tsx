/** Recall and median rank of each model with all read, in both directions; a column a model. */
import type { ModelInfo, RecallPoint } from "../engine/messages";
import { number, t } from "./language";
import { ModelHeads } from "./ModelHeads";
import { Share } from "./Share";

interface Props {
  readonly points: readonly RecallPoint[];
  readonly models: readonly ModelInfo[];
}

const tops = [1, 5, 10] as const;

export function FigureTable({ points, models }: Props) {
  const whole = points.filter(({ all }) => all);
  const ways = [
    { name: t("caption to photo"), of: "textToPhoto" },
    { name: t("photo to caption"), of: "photoToText" },
  ] as const;
  return (
    <table className="figures">
      <caption>
        {t(
          "Each reads as far as it can. R@5: the right one is among the first five, in %, with 95 % bootstrap intervals.",
        )}
      </caption>
      {ways.map(({ name, of }) => (
        <tbody key={of} data-figures={of}>
          <tr>
            <th scope="rowgroup">{name}</th>
            <ModelHeads ids={whole.map(({ model }) => model)} models={models} />
          </tr>
          {tops.map((k) => (
            <tr key={k} data-recall={k}>
              <th scope="row">{`R@${k}`}</th>
              {whole.map((point) => (
                <td
                  key={point.model}
                  data-model={point.model}
                  data-value={point[of].recall[k].mean}
                >
                  <Share of={point[of].recall[k]} />
                </td>
              ))}
            </tr>
          ))}
          <tr data-median>
            <th scope="row">{t("Median rank")}</th>
            {whole.map((point) => (
              <td
                key={point.model}
                data-model={point.model}
                data-value={point[of].medianRank}
              >
                {number(point[of].medianRank)}
              </td>
            ))}
          </tr>
        </tbody>
      ))}
    </table>
  );
}
