/**
 * The words in the query box as the models read them: drawn over the box's own, which are transparent, so that what is
 * not read fades where it is typed. Marks take no room, else the words would part from the caret.
 */
import type { ModelInfo } from "../engine/messages";
import { markWords, stretchesOf, type CutMark } from "./cut-marks";

interface Props {
  readonly text: string;
  readonly marks: readonly CutMark[];
  readonly models: readonly ModelInfo[];
}

export function ReadCopy({ text, marks, models }: Props) {
  return (
    <div className="query-copy" aria-hidden>
      {text.slice(0, marks[0]?.at)}
      {stretchesOf(text, marks).map(({ mark, words, look }) => (
        <span key={`${mark.kind} ${String(mark.at)}`}>
          <i className="cut-mark" data-words={markWords(models, mark)} />
          <span className={look}>{words}</span>
        </span>
      ))}
      {/* A last line that is empty has its height too. */}{" "}
    </div>
  );
}
