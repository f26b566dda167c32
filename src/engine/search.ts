/** One text -> one ranking a model, over the same photos. */
import type { TextEncoder } from "../encoders/text-encoder";
import type { RankedPhoto } from "../photo";
import { best, rankOf, scoreAll } from "../rank";
import type { FolderIndex } from "./folder-index";
import type { SearchResult } from "./messages";

/**
 * Ranks a folder's photos for a text, by each model.
 * @param limit photos a ranking
 */
export async function searchFolder(
  text: string,
  limit: number,
  folder: FolderIndex,
  encoders: readonly TextEncoder[],
  signal: AbortSignal,
): Promise<SearchResult> {
  const queries = [];
  for (const encoder of encoders) {
    queries.push({
      model: encoder.model.id,
      vector: await encoder.encode(encoder.read(text).ids),
    }); // [dim]
    signal.throwIfAborted();
  }
  // From here on nothing waits, so every model ranks the same photos while indexing goes on.
  const { table } = folder;
  const scored = queries.map(({ model, vector }) => {
    const scores = scoreAll(vector, table.matrix, table.rows); // [rows]
    for (const hole of table.holes) scores[hole] = -Infinity;
    return { model, scores };
  });
  const ranksOf = (row: number) =>
    Object.fromEntries(
      scored.map(({ model, scores }) => [model, rankOf(row, scores)]),
    );
  const rankings = scored.map(({ model, scores }) => ({
    model,
    ranked: best(scores, limit).map((row, i) =>
      rankedPhoto(row, i + 1, scores[row] ?? 0, ranksOf(row), folder),
    ),
  }));
  return { text, rankings, searched: table.size };
}

function rankedPhoto(
  row: number,
  rank: number,
  score: number,
  ranks: Record<string, number>,
  { table, records }: FolderIndex,
): RankedPhoto {
  const key = table.keys[row];
  if (!key) throw new RangeError(`row ${String(row)} of the index is a hole`);
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
    ranks,
  };
}
