/** A photo that two models place far apart. */
import type { ModelInfo } from "../engine/messages";
import type { RankedPhoto } from "../photo";
import type { Ask } from "./use-engine";
import { useThumbnail } from "./use-thumbnail";
import { ordinal } from "./words";
import { moveWords } from "./ranking-words";

interface Props {
  readonly engine: Ask;
  readonly photo: RankedPhoto;
  readonly from: string;
  readonly to: string;
  readonly models: readonly ModelInfo[];
  readonly onOpen: () => void;
}

export function MoverCard({ engine, photo, from, to, models, onOpen }: Props) {
  const picture = useThumbnail(engine.thumbnails, photo);
  const name = photo.path.split("/").at(-1) ?? photo.path;
  const [before, after] = [photo.ranks[from] ?? 0, photo.ranks[to] ?? 0];
  return (
    <>
      <button
        type="button"
        className="card"
        data-mover={photo.path}
        aria-label={`${name}: ${moveWords(photo, from, to, models)}`}
        onClick={onOpen}
      >
        {picture.phase === "shown" ? (
          <img src={picture.url} alt="" />
        ) : (
          <span className="no-picture">{name}</span>
        )}
      </button>
      <p aria-hidden>
        {ordinal(before)} → <b>{ordinal(after)}</b>
      </p>
    </>
  );
}
