/** One model's ranking. */
import type { Dispatch } from "react";
import { rankShift } from "../compare";
import type { ModelInfo, Ranking } from "../engine/messages";
import type { PhotoKey, RankedPhoto } from "../photo";
import type { Action } from "./reduce";
import { t } from "./language";
import { PhotoCard } from "./PhotoCard";
import type { Ask } from "./use-engine";
import { placesWords, waitingWords } from "./words";

interface Props {
  readonly engine: Ask;
  readonly model: ModelInfo;
  readonly models: readonly ModelInfo[];
  readonly ranking: Ranking | null;
  /** Photos that the model that saw most has ranked. */
  readonly searched: number;
  readonly busy: boolean;
  /** The exact text that `ranking` is of. */
  readonly query: string;
  readonly edition: number;
  readonly pointed: PhotoKey | null;
  readonly dispatch: Dispatch<Action>;
}

export function ResultGrid({
  engine,
  model,
  models,
  ranking,
  searched,
  busy,
  query,
  edition,
  pointed,
  dispatch,
}: Props) {
  const other = models.find(({ id }) => id !== model.id);
  const headingId = `ranking-${model.id}`;
  const spotted =
    pointed === null
      ? undefined
      : ranking?.ranked.find(({ key }) => key === pointed);
  const reads =
    model.context === null
      ? t("reads to the end")
      : t("reads {{count}} tokens", { count: model.context });
  const waiting = ranking
    ? waitingWords(model, ranking.searched, searched)
    : "";
  const point = (photo: RankedPhoto | null) => {
    dispatch({ kind: "pointed", key: photo?.key ?? null });
  };
  const open = (photo: RankedPhoto) => {
    dispatch({ kind: "opened", model: model.id, key: photo.key });
  };
  return (
    <section
      className="ranking"
      data-model={model.id}
      aria-busy={busy}
      data-query={query}
      aria-labelledby={headingId}
    >
      <header>
        <h2 id={headingId}>{model.title}</h2>
        {/* One line in either case, so that pointing at a photo moves nothing. */}
        <p className={spotted ? "places" : "fine"}>
          {spotted ? placesWords(spotted, model.id, models) : reads}
        </p>
      </header>
      {waiting && <p className="waiting">{waiting}</p>}
      {ranking === null || ranking.ranked.length === 0 ? (
        <div className="grid ghosts" aria-hidden>
          {Array.from({ length: 8 }, (_, at) => (
            <span key={at} />
          ))}
        </div>
      ) : (
        <ol className="grid">
          {ranking.ranked.map((photo) => (
            <li key={photo.key}>
              <PhotoCard
                engine={engine}
                photo={photo}
                edition={edition}
                shift={
                  other && photo.ranks[other.id] !== undefined
                    ? { places: rankShift(photo, other.id), other: other.title }
                    : null
                }
                lit={pointed === photo.key}
                onPoint={point}
                onOpen={open}
              />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
