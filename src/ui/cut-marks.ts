/** Where in a text a model stops reading, or reads past its training. */
import type { ModelInfo } from "../engine/messages";
import type { Reading } from "../photo";
import { beyondWords, stopWords } from "./reading-words";

export interface CutMark {
  /** UTF-16 offset in the text. */
  readonly at: number;
  readonly kind: "cut" | "beyond";
  /** Models may stop at one place. */
  readonly told: readonly Reading[];
}

/** What begins where, from the front. */
export function marksOf(readings: readonly Reading[]): CutMark[] {
  const marks = (["cut", "beyond"] as const).flatMap((kind) => {
    const places = new Set(readings.map((reading) => reading[kind]));
    return [...places].flatMap((at) => {
      const told = readings.filter((reading) => reading[kind] === at);
      return at === null ? [] : [{ at, kind, told }];
    });
  });
  return marks.sort((one, other) => one.at - other.at);
}

/** What a mark says: who stops there, or was trained up to there. */
export const markWords = (
  models: readonly ModelInfo[],
  { kind, told }: CutMark,
): string =>
  kind === "cut" ? stopWords(models, told) : beyondWords(models, told);

/** A text in stretches: the first before any mark, each further one behind its mark, with the class that shows how it is read. */
export function stretchesOf(text: string, marks: readonly CutMark[]) {
  return marks.map((mark, place) => ({
    mark,
    words: text.slice(mark.at, marks[place + 1]?.at ?? text.length),
    look: lookAfter(marks.slice(0, place + 1)),
  }));
}

const lookAfter = (marks: readonly CutMark[]) =>
  [
    marks.some(({ kind }) => kind === "cut") && "unread",
    marks.some(({ kind }) => kind === "beyond") && "untrained",
  ]
    .filter(Boolean)
    .join(" ");
