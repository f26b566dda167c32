/** Captions of one's own -> how well each model finds photos by them and them by photos, by the paper's retrieval protocol. */
import { PhotoNames, readCaptions, type Caption } from "../captions";
import { FailureError } from "../failures";
import type { PhotoKey, UnitVector } from "../photo";
import { scoreAll } from "../rank";
import { figuresOf } from "../recall";
import type { Evaluation, EvaluatedQuery, RecallPoint } from "./messages";
import type { Searched } from "./search";

/** Tokens read at the points of the plot, besides all of them. */
const budgets = [8, 16, 24, 32, 48, 64, 77, 96, 128, 192, 248];

/** Names listed of photos that are not in the index. */
const listed = 20;

/** Captions whose photo is in the index, and those photos' vectors under one image tower. */
interface Gallery {
  readonly photos: readonly PhotoKey[];
  /** [photos, dim] */
  readonly matrix: Float32Array;
  readonly captions: readonly {
    readonly text: string;
    readonly photo: number;
  }[];
}

/**
 * Ranks, for each caption, the photos that have captions; and for each of these photos, all captions.
 * @param file CSV or JSON lines of photo and caption
 * @throws FailureError captions-unreadable or captions-of-others
 */
export async function evaluate(
  file: File,
  models: readonly Searched[],
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Evaluation> {
  const captions = readCaptions(await file.text(), file.name);
  const rows: (EvaluatedQuery & { ranks: Record<string, number> })[] = [];
  const points: RecallPoint[] = [];
  let unmatched: string[] = [];
  let photos = 0;
  for (const [at, model] of models.entries()) {
    const matched = match(captions, model);
    const { gallery } = matched;
    if (gallery.captions.length === 0)
      throw new FailureError({ kind: "captions-of-others", file: file.name });
    unmatched = matched.unmatched;
    photos = gallery.photos.length;
    const { encoder } = model;
    const id = encoder.model.id;
    const lengths = gallery.captions.map(
      ({ text }) => encoder.read(text, null).total,
    );
    const stops = stopsFor(encoder.model.text.context, Math.max(...lengths));
    const texts = new Map(stops.map((stop) => [stop, [] as UnitVector[]]));
    // Caption by caption, so that a short one is encoded once for all the budgets that hold it.
    for (const [i, { text }] of gallery.captions.entries()) {
      for (const stop of stops)
        texts
          .get(stop)
          ?.push(await encoder.encode(encoder.read(text, stop).ids, false));
      signal.throwIfAborted();
      onProgress(
        at * gallery.captions.length + i + 1,
        models.length * gallery.captions.length,
      );
    }
    for (const stop of stops) {
      const { toPhoto, toText } = ranksBothWays(texts.get(stop) ?? [], gallery);
      points.push({
        model: id,
        tokens: stop ?? Math.max(...lengths),
        all: stop === null,
        textToPhoto: figuresOf(toPhoto),
        photoToText: figuresOf(toText),
      });
      signal.throwIfAborted();
      if (stop !== null) continue;
      gallery.captions.forEach(({ text, photo }, i) => {
        const key = gallery.photos[photo] ?? "";
        const row = (rows[i] ??= {
          photo: key.slice(key.indexOf("/") + 1),
          text,
          ranks: {},
        });
        row.ranks[id] = toPhoto[i] ?? 0;
      });
    }
  }
  return {
    file: file.name,
    captions: rows.length,
    photos,
    unmatched: unmatched.length,
    unmatchedPhotos: unmatched.slice(0, listed),
    points,
    queries: rows,
  };
}

/** The budgets below what a model reads of the longest caption, then null for as much as it can. */
const stopsFor = (context: number | null, longest: number) => [
  ...budgets.filter(
    (budget) => budget < Math.min(longest, context ?? Infinity),
  ),
  null,
];

function match(captions: readonly Caption[], { folders }: Searched) {
  const names = new PhotoNames<{
    key: PhotoKey;
    vector: () => UnitVector | undefined;
  }>();
  for (const { table } of folders)
    for (const key of table.keys)
      if (key !== null)
        names.add(key.slice(key.indexOf("/") + 1), {
          key,
          vector: () => table.vectorOf(key),
        });
  const numbers = new Map<PhotoKey, number>();
  const vectors: UnitVector[] = [];
  const unmatched = new Set<string>();
  const found = captions.flatMap(({ photo, text }) => {
    const named = names.find(photo);
    const vector = named?.vector();
    if (!named || !vector) {
      unmatched.add(photo);
      return [];
    }
    const number = numbers.get(named.key) ?? vectors.push(vector) - 1;
    numbers.set(named.key, number);
    return [{ text, photo: number }];
  });
  const dim = vectors[0]?.length ?? 0;
  const matrix = new Float32Array(vectors.length * dim);
  vectors.forEach((vector, i) => {
    matrix.set(vector, i * dim);
  });
  const gallery: Gallery = {
    photos: [...numbers.keys()],
    matrix,
    captions: found,
  };
  return { gallery, unmatched: [...unmatched] };
}

/** Ranks from 1; a tie counts against the model, as in modeling's ranks.py. A photo's rank is that of its best caption. */
function ranksBothWays(texts: readonly UnitVector[], gallery: Gallery) {
  const { photos, matrix, captions } = gallery;
  const scores = texts.map((text) => scoreAll(text, matrix, photos.length)); // [captions][photos]
  const right = scores.map((row, i) => row[captions[i]?.photo ?? 0] ?? 0);
  const toPhoto = scores.map((row, i) => atLeast(row, right[i] ?? 0));
  const best = new Float32Array(photos.length).fill(-Infinity);
  captions.forEach(({ photo }, i) => {
    best[photo] = Math.max(best[photo] ?? -Infinity, right[i] ?? 0);
  });
  const toText = Array.from(best, (score, photo) => {
    let rank = 1;
    scores.forEach((row, i) => {
      if (captions[i]?.photo !== photo && (row[photo] ?? 0) >= score) rank++;
    });
    return rank;
  });
  return { toPhoto, toText };
}

function atLeast(scores: Float32Array, least: number): number {
  let count = 0;
  for (const score of scores) if (score >= least) count++;
  return count;
}
