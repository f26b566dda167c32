/** How well photos fit a text that is about no photo at all: what a query must beat. See note: the cut-off is the query's own. */
import type { TextEncoder } from "../encoders/text-encoder";
import type { UnitVector } from "../photo";
import type { Query } from "../query";
import { medianOf } from "../recall";
import texts from "./texts-about-nothing.json";

/**
 * Measured on the val photos, by which the median was chosen too (modeling/results/probes.json): the best photo for 40
 * other texts about nothing there to be seen fits no better than for the median of these in 15 and 16 cases (by model);
 * of people's own captions that happens in 0 % on Flickr8k's photos and in 0 to 6 % on those of objects.
 */
const textsAboutNothing: readonly string[] = texts;

/** Known levels hold until so many more or fewer photos are indexed: a maximum over photos moves slowly. */
const sameWithin = 0.05;

interface Level {
  readonly photos: number;
  readonly score: number;
}
const levels = new WeakMap<TextEncoder, Level>();

/**
 * What the best photo gets for the median text about nothing; -Infinity for a query that is not words alone, since
 * photos are nearer to photos than to any words.
 * @param photos how many there are
 * @param bestFor scores all photos
 */
export async function nothingLevel(
  { parts }: Query,
  encoder: TextEncoder,
  photos: number,
  bestFor: (vector: UnitVector) => number,
): Promise<number> {
  if (parts.length > 0) return -Infinity;
  const known = levels.get(encoder);
  if (known && Math.abs(photos - known.photos) <= sameWithin * known.photos)
    return known.score;
  const scores: number[] = [];
  for (const text of textsAboutNothing) {
    const vector = await encoder.encode(encoder.read(text, null).ids, true);
    scores.push(bestFor(vector));
  }
  // The median: a few of these texts happen to be near some photo, and would call people's own words nothing.
  const score = medianOf(scores);
  levels.set(encoder, { photos, score });
  return score;
}
