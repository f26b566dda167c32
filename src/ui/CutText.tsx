/** A text with the part that a model never read greyed out, the part past its training underlined, and a thin marker where each begins. */
import type { ModelInfo } from "../engine/messages";
import type { Reading } from "../photo";
import { beyondWords, stopWords } from "./reading-words";

interface Props {
  readonly text: string;
  readonly readings: readonly Reading[];
  readonly models: readonly ModelInfo[];
}

export function CutText({ text, readings, models }: Props) {
  const marks = marksOf(readings);
  return (
    <p className="cut-text">
      {text.slice(0, marks[0]?.at ?? text.length)}
      {marks.map(({ at, kind, told }, place) => (
        <span key={`${kind} ${String(at)}`}>
          <wbr />
          <mark className="cut">
            {kind === "cut"
              ? stopWords(models, told)
              : beyondWords(models, told)}
          </mark>
          <span className={stretchAfter(marks.slice(0, place + 1))}>
            {text.slice(at, marks[place + 1]?.at ?? text.length)}
          </span>
        </span>
      ))}
    </p>
  );
}

interface Mark {
  /** UTF-16 offset in the text. */
  readonly at: number;
  readonly kind: "cut" | "beyond";
  /** Models may stop at one place. */
  readonly told: readonly Reading[];
}

/** What begins where, from the front. */
function marksOf(readings: readonly Reading[]): Mark[] {
  const marks = (["cut", "beyond"] as const).flatMap((kind) => {
    const places = new Set(readings.map((reading) => reading[kind]));
    return [...places].flatMap((at) => {
      const told = readings.filter((reading) => reading[kind] === at);
      return at === null ? [] : [{ at, kind, told }];
    });
  });
  return marks.sort((one, other) => one.at - other.at);
}

/** How the text looks behind some marks. */
const stretchAfter = (marks: readonly Mark[]) =>
  [
    marks.some(({ kind }) => kind === "cut") && "unread",
    marks.some(({ kind }) => kind === "beyond") && "untrained",
  ]
    .filter(Boolean)
    .join(" ");
