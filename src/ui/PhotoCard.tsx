/** One photo in a ranking; its score, rank shift and name come up on hover, focus or touch. */
import type { RankedPhoto } from "../photo";
import { t } from "./language";
import { usePhotoUrl } from "./use-photo-url";
import type { Ask } from "./use-engine";
import { number, ordinal, scoreWords, shiftMark, shiftWords } from "./words";

interface Props {
  readonly engine: Ask;
  readonly photo: RankedPhoto;
  /** Which ranking this is, for what it did not have yet. */
  readonly edition: number;
  /** How many places higher than under the model it is compared with; null when there is none. */
  readonly shift: { readonly places: number; readonly other: string } | null;
  readonly lit: boolean;
  readonly onPoint: (photo: RankedPhoto | null) => void;
  readonly onOpen: (photo: RankedPhoto) => void;
}

export function PhotoCard({
  engine,
  photo,
  edition,
  shift,
  lit,
  onPoint,
  onOpen,
}: Props) {
  const picture = usePhotoUrl(engine, "thumbnail", photo.key, edition);
  const point = () => {
    onPoint(photo);
  };
  const leave = () => {
    onPoint(null);
  };
  const name = photo.path.split("/").at(-1) ?? photo.path;
  const score = scoreWords(photo.score);
  const said = t("{{rank}}: {{name}}, score {{score}}", {
    rank: ordinal(photo.rank),
    name,
    score,
  });
  return (
    <button
      type="button"
      className="card"
      data-photo={photo.path}
      data-score={photo.score.toFixed(8)}
      data-rank={photo.rank}
      data-lit={lit}
      aria-label={
        shift ? `${said}, ${shiftWords(shift.places, shift.other)}` : said
      }
      onPointerEnter={point}
      onPointerLeave={leave}
      onFocus={point}
      onBlur={leave}
      onClick={() => {
        onOpen(photo);
      }}
    >
      {picture.phase === "shown" && <img src={picture.url} alt="" />}
      {picture.phase === "missing" && (
        <span className="no-picture">{name}</span>
      )}
      <span className="rank">{number(photo.rank)}</span>
      <span className="caption">
        <span className="caption-name">{name}</span>
        <span className="caption-score">{score}</span>
        {shift && (
          <span className="caption-shift">{shiftMark(shift.places)}</span>
        )}
      </span>
    </button>
  );
}
