/** Text -> its sentences, as the browser's own rules split them. */

/** UTF-16 offsets; the sentences follow each other without gaps. */
export interface Sentence {
  readonly from: number;
  readonly to: number;
}

export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const { index, segment } of new Intl.Segmenter("en", {
    granularity: "sentence",
  }).segment(text)) {
    const to = index + segment.length;
    const last = sentences.at(-1);
    // A segment without a word, as a row of dots, belongs to the one before.
    if (last && !/[\p{L}\p{N}]/u.test(segment)) {
      sentences[sentences.length - 1] = { from: last.from, to };
    } else sentences.push({ from: last?.to ?? 0, to });
  }
  return sentences;
}

/** A text without one of its sentences, the rest as it stands. */
export const leaveOut = (text: string, { from, to }: Sentence): string =>
  text.slice(0, from) + text.slice(to);
