/** A text with the part that a model never read greyed out, the part past its training underlined, and a thin marker where each begins. */
import type { ModelInfo } from "../engine/messages";
import type { Reading } from "../photo";
import { marksOf, markWords, stretchesOf } from "./cut-marks";

interface Props {
  readonly text: string;
  readonly readings: readonly Reading[];
  readonly models: readonly ModelInfo[];
}

export function CutText({ text, readings, models }: Props) {
  const marks = marksOf(readings);
  return (
    <p className="cut-text">
      {text.slice(0, marks[0]?.at)}
      {stretchesOf(text, marks).map(({ mark, words, look }) => (
        <span key={`${mark.kind} ${String(mark.at)}`}>
          <wbr />
          <mark className="cut">{markWords(models, mark)}</mark>
          <span className={look}>{words}</span>
        </span>
      ))}
    </p>
  );
}
