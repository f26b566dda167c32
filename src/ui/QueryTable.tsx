/** Each caption with the rank that each model gives its photo; the first ones, the rest is in the download. */
import type { EvaluatedQuery, ModelInfo } from "../engine/messages";
import { number, t } from "./language";
import { titleOf } from "./words";

const shown = 200;

interface Props {
  readonly queries: readonly EvaluatedQuery[];
  readonly models: readonly ModelInfo[];
}

export function QueryTable({ queries, models }: Props) {
  const ids = Object.keys(queries[0]?.ranks ?? {});
  return (
    <details>
      <summary>{t("Every caption and its ranks")}</summary>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("Photo")}</th>
            <th scope="col">{t("Caption")}</th>
            {ids.map((id) => (
              <th key={id} scope="col">
                {titleOf(models, id)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {queries.slice(0, shown).map(({ photo, text, ranks }, i) => (
            <tr key={i} data-query-row={photo}>
              <td>{photo}</td>
              <td>{text}</td>
              {ids.map((id) => (
                <td key={id}>{number(ranks[id] ?? 0)}</td>
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
