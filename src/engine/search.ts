/** One query -> one ranking a model, over the same photos. */
import type { ImageEncoder } from "../encoders/image-encoder";
import type { UnitVector } from "../photo";
import type { Folding, Query } from "../query";
import { scoreAll } from "../rank";
import type { FolderIndex } from "./folder-index";
import type { Tower } from "./library";
import { nothingLevel } from "./nothing";
import { vectorFor, type VectorSource } from "./query-vectors";
import { Rankings } from "./rankings";
import type { Shelf } from "./whole-ranking";

/** A model's text tower, and every folder's photos under its image tower. */
export interface Searched extends VectorSource {
  readonly tower: Tower;
  imageEncoder(): Promise<ImageEncoder>;
  readonly folders: readonly FolderIndex[];
}

/** Ranks the photos of all folders for a query, by each model. */
export async function searchFolders(
  id: number,
  query: Query,
  folding: Folding,
  models: readonly Searched[],
  signal: AbortSignal,
): Promise<Rankings> {
  const queries = [];
  for (const searched of models) {
    const { encoder, folders } = searched;
    const vector = await vectorFor(query, searched, true, signal); // [dim]
    const photos = folders.reduce((sum, { table }) => sum + table.size, 0);
    const nothing = await nothingLevel(query, encoder, photos, (about) =>
      scoreFolders(about, folders).scores.reduce(
        (a, b) => Math.max(a, b),
        -Infinity,
      ),
    );
    queries.push({ model: encoder.model.id, folders, vector, nothing });
  }
  signal.throwIfAborted();
  // From here on nothing waits, so every model ranks the same photos while indexing goes on.
  const scored = queries.map(({ model, folders, vector, nothing }) => ({
    model,
    nothing,
    ...scoreFolders(vector, folders),
  }));
  return new Rankings(id, query, folding, scored);
}

/** Cosines with every folder's photos, and where each folder's rows begin. */
export function scoreFolders(
  vector: UnitVector,
  folders: readonly FolderIndex[],
) {
  const shelves = shelvesOf(folders);
  const rows = folders.reduce((sum, { table }) => sum + table.rows, 0);
  const scores = new Float32Array(rows);
  for (const { folder, from } of shelves) {
    const { matrix, rows, holes } = folder.table;
    scores.set(scoreAll(vector, matrix, rows), from);
    for (const hole of holes) scores[from + hole] = -Infinity;
  }
  return { shelves, scores };
}

/** The folders' rows one after another. */
export function shelvesOf(folders: readonly FolderIndex[]): Shelf[] {
  let rows = 0;
  return folders.map((folder): Shelf => {
    const from = rows;
    rows += folder.table.rows;
    return { folder, from };
  });
}
