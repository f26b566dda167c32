/** Which language a query is written in, as far as it can be told. */

/**
 * How much likelier than English another language must be. Of 5,000 English captions of Flickr8k one is taken for another
 * language at 0.1 (34 at 0), and none of 131 German, Vietnamese, Dutch and Spanish sentences for English.
 */
const SURER_THAN_ENGLISH = 0.1;

/** Fewer letters than this tell no language apart, unless they are of another script. */
const LETTERS = 20;

/**
 * The detector and its table (a megabyte) are loaded with the first text that is long enough.
 * @returns an ISO 639-1 code, or null where it is English or can't be told
 */
export async function foreignLanguage(text: string): Promise<string | null> {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = /\p{Script=Latin}/u.test(text);
  if (letters < (latin ? LETTERS : 3)) return null;
  const { eld } = await import("eld/extrasmall");
  const found = eld.detect(text);
  const scores = found.getScores();
  const lead = (scores[found.language] ?? 0) - (scores["en"] ?? 0);
  return found.language !== "en" && lead > SURER_THAN_ENGLISH
    ? found.language
    : null;
}
