/** What a comparison shows, in plain words. */
import { onlyHere } from "../compare";
import type { ModelInfo, Ranking } from "../engine/messages";
import type { Reading } from "../photo";
import { number, count, titleOf, readingWords } from "./words";

interface Compared {
  readonly models: readonly ModelInfo[];
  readonly rankings: readonly Ranking[];
  /** Of the same text as the rankings; empty when not known yet. */
  readonly readings: readonly Reading[];
}

/** What the comparison shows, in plain words: every later model against the first. */
export function summaryWords({ models, rankings, readings }: Compared): string {
  // A model whose image tower has not seen the photos says so in its own column.
  const [first, ...others] = rankings.filter(({ ranked }) => ranked.length > 0);
  if (!first) return "";
  const readingOf = (id: string) =>
    readings.find((reading) => reading.model === id);
  const title = (id: string) => titleOf(models, id);
  const firstReading = readingOf(first.model);
  if (others.length === 0) {
    const model = models.find(({ id }) => id === first.model);
    return model && firstReading
      ? `${readingWords(model, firstReading, false)}.`
      : "";
  }
  return others
    .map((other) => {
      const read = readWords(
        firstReading,
        readingOf(other.model),
        title(first.model),
        title(other.model),
      );
      const ranks = orderWords(
        first,
        other,
        title(first.model),
        title(other.model),
        read.subject,
      );
      const sentence = `${[read.words, ranks].filter(Boolean).join("; ")}.`;
      return sentence.charAt(0).toUpperCase() + sentence.slice(1);
    })
    .join(" ");
}

/** Who read more; `subject` is the model that "its" would mean in the next clause, if any. */
function readWords(
  first: Reading | undefined,
  other: Reading | undefined,
  firstTitle: string,
  otherTitle: string,
) {
  if (!first || !other) return { words: "", subject: "" };
  const more = other.read - first.read;
  if (more > 0)
    return {
      words: `${otherTitle} read ${count(more, "token")} more`,
      subject: otherTitle,
    };
  if (more < 0)
    return {
      words: `${firstTitle} read ${count(-more, "token")} more`,
      subject: firstTitle,
    };
  const both = `Both ${firstTitle} and ${otherTitle} read`;
  const words =
    first.cut === null
      ? `${both} all ${count(first.read, "token")}`
      : `${both} ${number(first.read)} of ${count(first.tokens, "token")}`;
  return { words, subject: "" };
}

function orderWords(
  first: Ranking,
  other: Ranking,
  firstTitle: string,
  otherTitle: string,
  subject: string,
): string {
  const top = Math.min(10, first.ranked.length, other.ranked.length);
  const [here, there, hereTitle, thereTitle] =
    subject === firstTitle
      ? [first, other, firstTitle, otherTitle]
      : [other, first, otherTitle, firstTitle];
  const apart = onlyHere(here.ranked, there.model, top);
  const owner = subject ? "its" : `${hereTitle}’s`;
  if (apart > 0)
    return `${number(apart)} of ${owner} top ${number(top)} ${apart === 1 ? "is" : "are"} not in ${thereTitle}’s`;
  const sameOrder = here.ranked
    .slice(0, top)
    .every((photo) => photo.ranks[there.model] === photo.rank);
  if (top === 1) return "both put the same photo first";
  return `their top ${number(top)} hold the same photos, in ${sameOrder ? "the same" : "another"} order`;
}
