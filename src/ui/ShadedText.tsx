/** A description whose sentences are shaded by what they add to one model's score of a photo. */
import type { SentenceShare } from "../engine/messages";
import { t } from "./language";
import { scoreWords } from "./ranking-words";

/** Percent of a colour behind the words that add most: with more, words on it are too faint in the dark theme. */
const strongest = 45;

interface Props {
  readonly title: string;
  readonly model: string;
  readonly text: string;
  readonly shares: readonly SentenceShare[];
  /** The largest share of all, in either direction: it has the full shade. */
  readonly most: number;
}

export function ShadedText({ title, model, text, shares, most }: Props) {
  return (
    <div className="shaded" data-why={model}>
      <h4>{title}</h4>
      <p>
        {shares.map(({ from, to, share }) => {
          const words = text.slice(from, to);
          if (share === null)
            return (
              <span key={from} className="unread" title={t("not read")}>
                {words}
              </span>
            );
          const strength = most > 0 ? Math.abs(share) / most : 0;
          const signed = `${share < 0 ? "−" : "+"}${scoreWords(Math.abs(share))}`;
          return (
            <mark
              key={from}
              data-share={share.toFixed(6)}
              className={share < 0 ? "lowers" : "adds"}
              style={
                {
                  "--strength": `${(strongest * strength).toFixed(0)}%`,
                } as object
              }
              title={signed}
            >
              {words}
              <span className="sr-only"> ({signed}) </span>
            </mark>
          );
        })}
      </p>
    </div>
  );
}
