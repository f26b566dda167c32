/** One query -> one ranking a model, over the same photos. */
import type { TextEncoder } from "../encoders/text-encoder";
import type { PhotoKey, RankedPhoto, UnitVector } from "../photo";
import type { Query } from "../query";
import { best, rankOf, scoreAll } from "../rank";
import type { FolderIndex } from "./folder-index";
import { towerOf, type Installed } from "./library";
import type { Ranking, SearchResult } from "./messages";

/** A model's text tower, and the folder's photos under its image tower. */
export interface Searched {
  readonly encoder: TextEncoder;
  readonly folder: FolderIndex;
}

/** Each compared model's text tower with the folder under its image tower; nothing before there is a folder. */
export const pairTowers = (
  models: readonly Installed[],
  encoders: readonly TextEncoder[],
  towers: readonly FolderIndex[],
): Searched[] =>
  models.flatMap((model, i) => {
    const { revision } = towerOf(model);
    const folder = towers.find((each) => each.revision === revision);
    const encoder = encoders[i];
    return folder && encoder ? [{ folder, encoder }] : [];
  });

interface Scored {
  readonly model: string;
  readonly folder: FolderIndex;
  /** [rows]; -Infinity for a hole. */
  readonly scores: Float32Array;
}

/**
 * Ranks a folder's photos for a query, by each model.
 * @param limit photos a ranking
 */
export async function searchFolder(
  query: Query,
  limit: number,
  models: readonly Searched[],
  signal: AbortSignal,
): Promise<SearchResult> {
  const queries = [];
  for (const { encoder, folder } of models) {
    const { ids } = encoder.read(query.text, query.budget);
    const vector = await encoder.encode(ids); // [dim]
    queries.push({ model: encoder.model.id, folder, vector });
    signal.throwIfAborted();
  }
  // From here on nothing waits, so every model ranks the same photos while indexing goes on.
  const scored = queries.map(score);
  const rankings = scored.map((one) => ranking(one, scored, limit));
  const searched = Math.max(0, ...rankings.map((each) => each.searched));
  return { query, rankings, searched };
}

function score({
  model,
  folder,
  vector,
}: Omit<Scored, "scores"> & { vector: UnitVector }): Scored {
  const { matrix, rows, holes } = folder.table;
  const scores = scoreAll(vector, matrix, rows);
  for (const hole of holes) scores[hole] = -Infinity;
  return { model, folder, scores };
}

function ranking(
  { model, folder, scores }: Scored,
  all: readonly Scored[],
  limit: number,
): Ranking {
  const { table } = folder;
  return {
    model,
    searched: table.size,
    ranked: best(scores, limit).map((row, i) => {
      const key = table.keys[row];
      if (!key)
        throw new RangeError(`row ${String(row)} of the index is a hole`);
      return rankedPhoto(key, i + 1, scores[row] ?? 0, all, folder);
    }),
  };
}

/** A model whose image tower has not seen the photo gives it no rank. */
const ranksOf = (key: PhotoKey, all: readonly Scored[]) =>
  Object.fromEntries(
    all.flatMap(({ model, folder, scores }) => {
      const row = folder.table.rowOf(key);
      return row === undefined ? [] : [[model, rankOf(row, scores)]];
    }),
  ) as Record<string, number>;

function rankedPhoto(
  key: PhotoKey,
  rank: number,
  score: number,
  all: readonly Scored[],
  { records }: FolderIndex,
): RankedPhoto {
  const state = records.get(key)?.state;
  // A photo that was encoded but is not committed yet has no record for another moment.
  const { width, height, metadata } =
    state?.kind === "indexed" ? state : { width: 1, height: 1, metadata: {} };
  return {
    key,
    path: key.slice(key.indexOf("/") + 1),
    rank,
    score,
    width,
    height,
    metadata,
    ranks: ranksOf(key, all),
  };
}
