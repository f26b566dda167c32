/** One ranking's photos, best first: of a hundred thousand, the rows that are on screen. */
import { useCallback, type CSSProperties, type Dispatch } from "react";
import { topSize } from "../agreement";
import { rankShift } from "../compare";
import type { ModelInfo, Ranking } from "../engine/messages";
import type { RankedPhoto } from "../photo";
import { FoldMark } from "./FoldMark";
import { PhotoCard } from "./PhotoCard";
import type { Action } from "./reduce";
import type { Ask } from "./use-engine";
import { OVERSCAN, type GridRows } from "./use-grid-rows";
import { useRankingPages } from "./use-ranking-pages";
import type { Selection } from "./use-selection";

interface Props {
  readonly engine: Ask;
  readonly search: number;
  readonly ranking: Ranking;
  readonly model: ModelInfo;
  /** The model that rank shifts are told against. */
  readonly other: ModelInfo | undefined;
  readonly rows: GridRows;
  readonly focusedAt: number | null;
  readonly pointed: RankedPhoto | null;
  readonly selection: Selection;
  readonly dispatch: Dispatch<Action>;
}

export function PhotoGrid({
  engine,
  search,
  ranking,
  model,
  other,
  rows: { rows, onScreen, lanes, topPx, heightPx },
  focusedAt,
  pointed,
  selection,
  dispatch,
}: Props) {
  const first = Math.max(0, onScreen.first - OVERSCAN) * lanes;
  const last = (onScreen.last + OVERSCAN + 1) * lanes - 1;
  // Tab leads to the photo that had the focus, as long as it is near; else to the first on screen.
  const isNear = focusedAt !== null && focusedAt >= first && focusedAt <= last;
  const reached = Math.min(
    isNear ? focusedAt : onScreen.first * lanes,
    ranking.length - 1,
  );
  const pages = useRankingPages(engine, search, ranking, first, last);
  const point = useCallback(
    (photo: RankedPhoto | null) => {
      dispatch({ kind: "pointed", photo });
    },
    [dispatch],
  );
  const open = useCallback(
    (photo: RankedPhoto) => {
      dispatch({ kind: "opened", model: model.id, photo });
    },
    [dispatch, model.id],
  );
  const { selected, select } = selection;
  const pick = useCallback(
    (photo: RankedPhoto, stretch: boolean) => {
      select(model.id, photo, stretch);
    },
    [select, model.id],
  );
  const shape = { height: heightPx, "--lanes": lanes } as CSSProperties;
  return (
    <div
      className="grid windowed"
      role="grid"
      aria-multiselectable
      aria-labelledby={`ranking-${model.id}`}
      aria-rowcount={Math.ceil(ranking.length / lanes)}
      aria-colcount={lanes}
      style={shape}
    >
      {rows.map((row) => (
        <div
          key={row.key}
          className="grid-row"
          role="row"
          aria-rowindex={row.index + 1}
          style={{ transform: `translateY(${String(row.start - topPx)}px)` }}
        >
          {placesIn(row.index, lanes, ranking.length).map((at) => {
            const photo = pages.at(at);
            return (
              <div
                key={at}
                className="grid-cell"
                role="gridcell"
                aria-selected={photo !== undefined && selected.has(photo.key)}
                aria-colindex={(at % lanes) + 1}
                data-alike={photo?.fold && photo.fold.best !== photo.key}
              >
                <PhotoCard
                  thumbnails={engine.thumbnails}
                  at={at}
                  reached={at === reached}
                  photo={photo}
                  shift={photo && other ? shiftOf(photo, other) : undefined}
                  other={other?.title}
                  onlyHere={photo !== undefined && isOnlyHere(photo, model.id)}
                  lit={photo !== undefined && pointed?.key === photo.key}
                  onPoint={point}
                  selected={photo !== undefined && selected.has(photo.key)}
                  onOpen={open}
                  onSelect={pick}
                />
                <FoldMark
                  photo={photo}
                  reached={at === reached}
                  dispatch={dispatch}
                />
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

const placesIn = (row: number, lanes: number, length: number) =>
  Array.from(
    { length: Math.max(0, Math.min(lanes, length - row * lanes)) },
    (_, lane) => row * lanes + lane,
  );

/** A photo that the other model has not seen stands nowhere in its ranking. */
const shiftOf = (photo: RankedPhoto, other: ModelInfo) =>
  photo.ranks[other.id] === undefined ? undefined : rankShift(photo, other.id);

/** Whether no other model has it among its first ten. */
function isOnlyHere({ rank, ranks }: RankedPhoto, here: string): boolean {
  const others = Object.entries(ranks).filter(([model]) => model !== here);
  return (
    rank <= topSize &&
    others.length > 0 &&
    others.every(([, other]) => other > topSize)
  );
}
