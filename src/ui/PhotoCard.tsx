/** One photo in a ranking; its score, rank shift and name come up on hover, focus or touch. */
import { memo } from "react";
import type { RankedPhoto } from "../photo";
import { t } from "./language";
import { SelectMark } from "./SelectMark";
import type { Thumbnails } from "./thumbnails";
import { useLanguage } from "./use-language";
import { useThumbnail } from "./use-thumbnail";
import { number, ordinal } from "./words";
import { scoreWords, shiftMark, shiftWords } from "./ranking-words";

interface Props {
  readonly thumbnails: Thumbnails;
  /** Its place, from 0. */
  readonly at: number;
  /** Whether Tab leads here; arrows lead on. */
  readonly reached: boolean;
  /** undefined while it is on its way. */
  readonly photo: RankedPhoto | undefined;
  /** How many places higher than under the model it is compared with; undefined where there is none. */
  readonly shift: number | undefined;
  readonly other: string | undefined;
  /** Among the first ten here and of no other model. */
  readonly onlyHere: boolean;
  readonly lit: boolean;
  readonly selected: boolean;
  readonly onPoint: (photo: RankedPhoto | null) => void;
  readonly onOpen: (photo: RankedPhoto) => void;
  /** @param stretch up to the photo selected before */
  readonly onSelect: (photo: RankedPhoto, stretch: boolean) => void;
}

/** Held while its photo is the same: pointing at one photo would else render all of them. */
export const PhotoCard = memo(function PhotoCard({
  thumbnails,
  at,
  reached,
  photo,
  shift,
  other,
  onlyHere,
  lit,
  selected,
  onPoint,
  onOpen,
  onSelect,
}: Props) {
  useLanguage();
  if (!photo)
    // In a fragment as below, so that the button stays the same, and the focus on it, when its photo arrives.
    return (
      <>
        <button
          type="button"
          className="card"
          data-at={at}
          tabIndex={reached ? 0 : -1}
          aria-label={t("{{rank}}: on its way", { rank: ordinal(at + 1) })}
        />
      </>
    );
  const point = () => {
    onPoint(photo);
  };
  const leave = () => {
    onPoint(null);
  };
  const name = nameOf(photo);
  const score = scoreWords(photo.score);
  const said = t("{{rank}}: {{name}}, score {{score}}", {
    rank: ordinal(photo.rank),
    name,
    score,
  });
  return (
    <>
      <button
        type="button"
        className="card"
        data-at={at}
        data-selected={selected}
        data-key={photo.key}
        tabIndex={reached ? 0 : -1}
        data-photo={photo.path}
        data-score={photo.score.toFixed(8)}
        data-rank={photo.rank}
        data-only-here={onlyHere}
        data-lit={lit}
        aria-label={
          shift !== undefined && other
            ? `${said}, ${shiftWords(shift, other)}`
            : said
        }
        onPointerEnter={point}
        onPointerLeave={leave}
        onFocus={point}
        onBlur={leave}
        onClick={({ shiftKey, ctrlKey, metaKey }) => {
          if (shiftKey || ctrlKey || metaKey) onSelect(photo, shiftKey);
          else onOpen(photo);
        }}
        onKeyDown={(event) => {
          if (event.key !== " ") return;
          event.preventDefault();
          onSelect(photo, event.shiftKey);
        }}
        onKeyUp={(event) => {
          // Or Firefox takes the same press for a click, which opens.
          if (event.key === " ") event.preventDefault();
        }}
      >
        <Picture thumbnails={thumbnails} photo={photo} />
        <span className="rank">{number(photo.rank)}</span>
        {onlyHere && <span className="only-here">{t("only here")}</span>}
        <span className="caption">
          <span className="caption-name">{name}</span>
          <span className="caption-score">{score}</span>
          {shift !== undefined && (
            <span className="caption-shift">{shiftMark(shift)}</span>
          )}
        </span>
      </button>
      <SelectMark
        name={name}
        selected={selected}
        onSelect={(stretch) => {
          onSelect(photo, stretch);
        }}
      />
    </>
  );
});

function Picture({
  thumbnails,
  photo,
}: {
  readonly thumbnails: Thumbnails;
  readonly photo: RankedPhoto;
}) {
  const picture = useThumbnail(thumbnails, photo);
  switch (picture.phase) {
    case "loading":
      return null;
    case "shown":
      return <img src={picture.url} alt="" />;
    case "missing":
      return <span className="no-picture">{nameOf(photo)}</span>;
  }
}

const nameOf = ({ path }: RankedPhoto) => path.split("/").at(-1) ?? path;
