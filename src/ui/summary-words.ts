/** What a comparison shows, in plain words. */
import { onlyHere } from "../compare";
import type { ModelInfo, Ranking } from "../engine/messages";
import type { Reading } from "../photo";
import { locale, t } from "./language";
import { titleOf } from "./words";
import { readingWords } from "./reading-words";

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
      return sentence.charAt(0).toLocaleUpperCase(locale()) + sentence.slice(1);
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
      words: t("{{model}} read {{count}} tokens more", {
        model: otherTitle,
        count: more,
      }),
      subject: otherTitle,
    };
  if (more < 0)
    return {
      words: t("{{model}} read {{count}} tokens more", {
        model: firstTitle,
        count: -more,
      }),
      subject: firstTitle,
    };
  const both = { first: firstTitle, other: otherTitle };
  const words =
    first.cut === null
      ? t("Both {{first}} and {{other}} read all {{count}} tokens", {
          ...both,
          count: first.read,
        })
      : t("Both {{first}} and {{other}} read {{read}} of {{count}} tokens", {
          ...both,
          read: first.read,
          count: first.tokens,
        });
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
  const values = { count: apart, top, here: hereTitle, there: thereTitle };
  if (apart > 0)
    return subject
      ? t("{{count}} of its top {{top}} are not in {{there}}’s", values)
      : t("{{count}} of {{here}}’s top {{top}} are not in {{there}}’s", values);
  const sameOrder = here.ranked
    .slice(0, top)
    .every((photo) => photo.ranks[there.model] === photo.rank);
  if (top === 1) return t("both put the same photo first");
  return sameOrder
    ? t("their top {{top}} hold the same photos, in the same order", { top })
    : t("their top {{top}} hold the same photos, in another order", { top });
}
