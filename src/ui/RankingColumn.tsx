/** One model's column: whose ranking it is, what it says of the photo pointed at, and the photos. */
import type { Dispatch } from "react";
import type { ModelInfo, SearchResult } from "../engine/messages";
import type { RankedPhoto } from "../photo";
import { t } from "./language";
import { PhotoGrid } from "./PhotoGrid";
import type { Action } from "./reduce";
import type { Ask } from "./use-engine";
import type { GridRows } from "./use-grid-rows";
import type { Selection } from "./use-selection";
import { waitingWords } from "./words";
import { placesWords } from "./ranking-words";

interface Props {
  readonly engine: Ask;
  readonly model: ModelInfo;
  readonly models: readonly ModelInfo[];
  readonly result: SearchResult | null;
  readonly busy: boolean;
  readonly rows: GridRows;
  /** The place that has the focus or had it last, where it is in this column. */
  readonly focusedAt: number | null;
  readonly pointed: RankedPhoto | null;
  readonly selection: Selection;
  readonly dispatch: Dispatch<Action>;
}

export function RankingColumn({
  engine,
  model,
  models,
  result,
  busy,
  rows,
  focusedAt,
  pointed,
  selection,
  dispatch,
}: Props) {
  const headingId = `ranking-${model.id}`;
  const ranking = result?.rankings.find((each) => each.model === model.id);
  const reads =
    model.context === null
      ? t("reads to the end")
      : t("reads {{count}} tokens", { count: model.context });
  const waiting =
    result && ranking
      ? waitingWords(model, ranking.searched, result.searched)
      : "";
  return (
    <section
      className="ranking"
      data-model={model.id}
      aria-busy={busy}
      data-query={result?.query.text ?? ""}
      aria-labelledby={headingId}
    >
      <header>
        <h3 id={headingId}>{model.title}</h3>
        {/* One line in either case, so that pointing at a photo moves nothing. */}
        <p className={pointed ? "places" : "fine"}>
          {pointed ? placesWords(pointed, model.id, models) : reads}
        </p>
      </header>
      <p className="waiting">{waiting}</p>
      {result && ranking && ranking.length > 0 ? (
        <PhotoGrid
          engine={engine}
          search={result.search}
          ranking={ranking}
          model={model}
          other={models.find(({ id }) => id !== model.id)}
          rows={rows}
          focusedAt={focusedAt}
          pointed={pointed}
          selection={selection}
          dispatch={dispatch}
        />
      ) : (
        <div className="grid ghosts" aria-hidden>
          {Array.from({ length: 8 }, (_, at) => (
            <span key={at} />
          ))}
        </div>
      )}
    </section>
  );
}
