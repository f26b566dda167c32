/** Each caption with the rank that each model gives its photo; the first ones, the rest is in the download. */
import type { EvaluatedQuery, ModelInfo } from "../engine/messages";
import { number, t } from "./language";
import { ModelHeads } from "./ModelHeads";

const shown = 200;

interface Props {
  readonly queries: readonly EvaluatedQuery[];
  readonly models: readonly ModelInfo[];
}

export function QueryTable({ queries, models }: Props) {
  const ids = Object.keys(queries[0]?.ranks ?? {});
  // Where the models part is where there is something to look at.
  const apart = queries.toSorted((a, b) => spread(b) - spread(a));
  return (
    <details>
      <summary>{t("Every caption and its ranks")}</summary>
      <table className="figures queries">
        <caption>
          {t(
            "The rank of each caption’s photo; where the models differ most first.",
          )}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("Caption")}</th>
            <ModelHeads ids={ids} models={models} />
          </tr>
        </thead>
        <tbody>
          {apart.slice(0, shown).map(({ photo, text, ranks }, i) => (
            <tr key={i} data-query-row={photo}>
              <th scope="row">
                <p>{text}</p>
                <p className="fine">{photo}</p>
              </th>
              {ids.map((id) => (
                <td key={id} data-first={ranks[id] === 1}>
                  {number(ranks[id] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {queries.length > shown && (
        <p className="fine">
          {t("The first {{shown}} of {{all}}; all are in the downloads.", {
            shown,
            all: queries.length,
          })}
        </p>
      )}
    </details>
  );
}

/** How many times one model's rank is another's. */
function spread({ ranks }: EvaluatedQuery): number {
  const all = Object.values(ranks);
  return Math.max(...all) / Math.min(...all);
}
