/** What the rankings show, in a sentence; or, where there is none, what to wait for or do. */
import type { ModelInfo } from "../engine/messages";
import {
  countsOf,
  doneOf,
  readingsOf,
  shownResult,
  type AppState,
} from "./app-state";
import { t } from "./language";
import { nothingWords } from "./MatchWords";
import { summaryWords } from "./summary-words";
import { Unbroken } from "./Unbroken";

export function ResultSummary({
  state,
  models,
}: {
  state: AppState;
  models: readonly ModelInfo[];
}) {
  const { search, status, read } = state;
  const result = shownResult(search);
  const { total } = countsOf(status);
  const partly =
    result !== null &&
    result.searched > 0 &&
    status.phase !== "ready" &&
    result.searched < total;
  const shownPhotos = Math.max(
    0,
    ...(result?.rankings.map(({ length }) => length) ?? []),
  );
  return (
    <div className="summary">
      <p className="summary-words">
        <Unbroken words={words()} />
      </p>
      <p className="fine">
        {partly &&
          t("Searching {{searched}} of {{count}} photos so far", {
            searched: result.searched,
            count: total,
          })}
      </p>
      <p className="sr-only" role="status">
        {isHeard(state) && result
          ? [
              nothingWords(result, models),
              t("{{count}} photos, updated", { count: shownPhotos }),
            ].join(" ")
          : ""}
      </p>
    </div>
  );

  function words(): string {
    if (doneOf(status) === 0 && status.phase === "ready")
      return t(
        "None of these photos could be indexed, so there is nothing to search. Choose another folder.",
      );
    if (search.phase === "idle")
      return doneOf(status) > 0
        ? t(
            "Describe a photo above, and your photos line up by how well they fit.",
          )
        : t(
            "Describe a photo above; the first photos are on their way into the index.",
          );
    if (!result)
      return search.phase === "ranking"
        ? t("Ranking your photos; the first time, the text towers are loaded…")
        : "";
    if (result.searched === 0)
      return t(
        "No photo is indexed yet. Rankings appear here as soon as the first ones are.",
      );
    if (result.query.order !== "score")
      return result.query.order === "newest"
        ? t("The photos that match, newest first.")
        : t("The photos that match, oldest first.");
    return summaryWords({
      models,
      rankings: result.rankings,
      readings: readingsOf(read, result.query),
    });
  }
}

/** Emptied while a person's own wish is being ranked, so that the same words are news again; growth of the index is not. */
const isHeard = ({ search }: AppState) =>
  search.phase === "ranked" ||
  (search.phase === "ranking" && search.reason === "grown");
