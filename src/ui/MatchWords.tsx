/** How many photos match, what was left out, and whether anything is worth showing. */
import type { Dispatch } from "react";
import type { ModelInfo, Ranking, SearchResult } from "../engine/messages";
import { filterCount } from "../query";
import { list, t } from "./language";
import type { Action } from "./reduce";
import { titleOf } from "./words";

interface Props {
  readonly result: SearchResult;
  readonly models: readonly ModelInfo[];
  readonly dispatch: Dispatch<Action>;
}

export function MatchWords({ result, models, dispatch }: Props) {
  const { query, rankings } = result;
  const most = (of: (ranking: Ranking) => number) =>
    Math.max(0, ...rankings.map(of));
  const passed = most((ranking) => ranking.passed);
  const cut = most((ranking) => ranking.passed - ranking.matches);
  const nothing = nothingWords(result, models);
  if (result.searched === 0) return null;
  return (
    <div className="matches">
      {nothing && <p>{nothing}</p>}
      {filterCount(query) > 0 && passed > 0 && (
        <p className="fine">
          {t("{{count}} photos pass the filters.", { count: passed })}
        </p>
      )}
      {cut > 0 && (
        <p className="fine">
          {t("{{count}} photos are below the cut-off.", { count: cut })}{" "}
          <button
            type="button"
            onClick={() => {
              dispatch({
                kind: "refined",
                refine: (now) => ({ ...now, strictness: 0 }),
              });
            }}
          >
            {t("Show them too")}
          </button>
        </p>
      )}
    </div>
  );
}

/** That nothing is worth showing, and for whom; empty where each model found something. */
export function nothingWords(
  { searched, rankings }: SearchResult,
  models: readonly ModelInfo[],
): string {
  if (searched === 0) return "";
  if (rankings.every(({ passed }) => passed === 0))
    return t("No photo passes the filters.");
  const empty = rankings.filter(
    ({ answered, searched, length }) =>
      searched > 0 && (!answered || length === 0),
  );
  return empty.length > 0
    ? t(
        "No match worth showing for {{models}}: no photo stands out for this description.",
        { models: list(empty.map(({ model }) => titleOf(models, model))) },
      )
    : "";
}
