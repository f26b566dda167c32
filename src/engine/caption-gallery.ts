/** Captions of a file -> the photos of the index that they mean, as every compared model sees them. */
import type { Caption } from "../captions";
import type { PhotoKey, UnitVector } from "../photo";
import { PhotosByName } from "../photo-by-name";
import type { Searched } from "./search";

/** Captions whose photo every compared model has encoded, so that all models are measured on the same ones. */
export interface CaptionGallery {
  readonly photos: readonly PhotoKey[];
  readonly captions: readonly {
    readonly text: string;
    /** Its number among the photos. */
    readonly photo: number;
  }[];
  /** [photos, dim] for each model. */
  readonly matrices: readonly Float32Array[];
  /** Names of photos that are not in the index, or could be several. */
  readonly unmatched: readonly string[];
  /** Photos that not every model has encoded yet. */
  readonly waiting: number;
}

export function openGallery(
  captions: readonly Caption[],
  models: readonly Searched[],
): CaptionGallery {
  const names = photosOf(models);
  const numbers = new Map<PhotoKey, number>();
  const vectors: UnitVector[][] = [];
  const unmatched = new Set<string>();
  const waiting = new Set<PhotoKey>();
  const matched = captions.flatMap(({ photo, text }) => {
    const key = names.find(photo);
    if (!key) {
      unmatched.add(photo);
      return [];
    }
    let number = numbers.get(key);
    if (number === undefined) {
      const seen = models.flatMap((model) => vectorIn(model, key) ?? []);
      if (seen.length < models.length) {
        waiting.add(key);
        return [];
      }
      number = vectors.push(seen) - 1;
      numbers.set(key, number);
    }
    return [{ text, photo: number }];
  });
  return {
    photos: [...numbers.keys()],
    captions: matched,
    matrices: models.map((_, model) => matrixOf(vectors, model)),
    unmatched: [...unmatched],
    waiting: waiting.size,
  };
}

/** Every photo that some model has encoded. */
function photosOf(models: readonly Searched[]): PhotosByName<PhotoKey> {
  const keys = new Set<PhotoKey>();
  for (const { folders } of models)
    for (const { table } of folders)
      for (const key of table.keys) if (key !== null) keys.add(key);
  const names = new PhotosByName<PhotoKey>();
  for (const key of keys) names.add(key.slice(key.indexOf("/") + 1), key);
  return names;
}

const vectorIn = (
  { folders }: Searched,
  key: PhotoKey,
): UnitVector | undefined => {
  for (const { table } of folders) {
    const vector = table.vectorOf(key);
    if (vector) return vector;
  }
  return undefined;
};

function matrixOf(
  vectors: readonly (readonly UnitVector[])[],
  model: number,
): Float32Array {
  const dim = vectors[0]?.[model]?.length ?? 0;
  const matrix = new Float32Array(vectors.length * dim);
  vectors.forEach((seen, i) => {
    matrix.set(seen[model] ?? [], i * dim);
  });
  return matrix;
}
