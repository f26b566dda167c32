/** Captions and photos against each other: where each caption ranks its photo, and each photo its captions. */
import type { UnitVector } from "./photo";
import { dotAt, scoreAll } from "./rank";

/** Photos, and whose each caption is. */
export interface Gallery {
  /** [photos, dim] */
  readonly matrix: Float32Array;
  readonly photos: number;
  /** The photo's number, for each caption. */
  readonly own: readonly number[];
}

/** Ranks from 1; a tie counts against the model, as in modeling's ranks.py. */
export interface BothWays {
  /** For each caption, that of its photo among all photos. */
  readonly toPhoto: readonly number[];
  /** For each photo, that of its best caption among those of all photos. */
  readonly toText: readonly number[];
  /** For each caption, the number of the photo that comes first. */
  readonly first: readonly number[];
}

/**
 * Ranks caption by caption, so that memory holds one row of scores and not a matrix of captions by photos.
 * @param texts for each caption a vector a reading, the same ones in readings that read the same
 * @returns yields after each caption; in the end the ranks of each reading
 */
export function* rankBothWays(
  texts: readonly (readonly UnitVector[])[],
  gallery: Gallery,
): Generator<undefined, BothWays[]> {
  const { matrix, photos, own } = gallery;
  const readings = (texts[0] ?? []).map((_, reading) => ({
    toPhoto: [] as number[],
    first: [] as number[],
    toText: Array<number>(photos).fill(1),
    best: bestOwn(texts, reading, gallery),
  }));
  for (const [i, mine] of texts.entries()) {
    const photo = own[i]!;
    let scores: Float32Array = new Float32Array(photos);
    for (const [at, reading] of readings.entries()) {
      const text = mine[at]!;
      if (text !== mine[at - 1]) scores = scoreAll(text, matrix, photos); // [photos]
      const { rank, first } = placeOf(photo, scores);
      reading.toPhoto.push(rank);
      reading.first.push(first);
      for (let other = 0; other < photos; other++)
        if (other !== photo && scores[other]! >= reading.best[other]!)
          reading.toText[other]!++;
    }
    yield;
  }
  return readings;
}

/** [photos] the score of each photo's best caption. */
function bestOwn(
  texts: readonly (readonly UnitVector[])[],
  reading: number,
  { matrix, photos, own }: Gallery,
): Float32Array {
  const best = new Float32Array(photos).fill(-Infinity);
  texts.forEach((mine, i) => {
    const [photo, text] = [own[i]!, mine[reading]!];
    // As scoreAll sums, so that equal is equal.
    const score = dotAt(text, matrix, photo * text.length, 0, text.length);
    best[photo] = Math.max(best[photo]!, score);
  });
  return best;
}

function placeOf(photo: number, scores: Float32Array) {
  const own = scores[photo]!;
  let rank = 0;
  let first = photo;
  for (let other = 0; other < scores.length; other++) {
    if (scores[other]! >= own) rank++;
    if (scores[other]! > scores[first]!) first = other;
  }
  return { rank, first };
}
