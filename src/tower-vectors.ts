/** The vectors of one image tower, whatever folders they are of. */
import type { IDBPDatabase } from "idb";
import type { Schema } from "./index-schema";
import { VectorTable } from "./vector-table";

/** Every chunk or segment of a folder under one image tower. */
export const vectorsRange = (revision: string, folderId: string) =>
  IDBKeyRange.bound([revision, folderId, 0], [revision, folderId, Infinity]);

/** A folder's vectors under one revision of an image tower. */
export async function readVectors(
  db: IDBPDatabase<Schema>,
  revision: string,
  folderId: string,
  dim: number,
): Promise<VectorTable> {
  const range = vectorsRange(revision, folderId);
  const transaction = db.transaction(["vectors", "segments"]);
  const [chunks, segments, segmentKeys] = await Promise.all([
    transaction.objectStore("vectors").getAll(range),
    transaction.objectStore("segments").getAll(range),
    transaction.objectStore("segments").getAllKeys(range),
  ]);
  const [, , last = -1] = segmentKeys.at(-1) ?? [];
  return new VectorTable(dim, chunks, segments, last + 1);
}

/** Bytes of vectors by the revision of their image tower, but for the towers in use. */
export async function unusedVectors(
  db: IDBPDatabase<Schema>,
  inUse: ReadonlySet<string>,
): Promise<Map<string, number>> {
  const bytes = new Map<string, number>();
  // The first ones lie in segments until they are merged.
  for (const name of ["vectors", "segments"] as const)
    for (const key of await db.getAllKeys(name)) {
      const [revision] = key;
      if (inUse.has(revision)) continue;
      const part = await db.get(name, key);
      const known = bytes.get(revision) ?? 0;
      bytes.set(revision, known + (part?.vectors.byteLength ?? 0));
    }
  return bytes;
}

/** Forgets every vector of an image tower. */
export async function forgetTower(
  db: IDBPDatabase<Schema>,
  revision: string,
): Promise<void> {
  const range = IDBKeyRange.bound([revision], [revision, []]);
  const stores = ["vectors", "segments"] as const;
  const transaction = db.transaction(stores, "readwrite");
  await Promise.all([
    ...stores.map((name) => transaction.objectStore(name).delete(range)),
    transaction.done,
  ]);
}
