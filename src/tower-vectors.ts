/** The vectors of one image tower, whatever folders they are of. */
import type { IDBPDatabase } from "idb";
import type { Schema } from "./index-schema";

/** Bytes of vectors by the revision of their image tower, but for the towers in use. */
export async function unusedVectors(
  db: IDBPDatabase<Schema>,
  inUse: ReadonlySet<string>,
): Promise<Map<string, number>> {
  const bytes = new Map<string, number>();
  for (const key of await db.getAllKeys("vectors")) {
    const [revision] = key;
    if (inUse.has(revision)) continue;
    const chunk = await db.get("vectors", key);
    const known = bytes.get(revision) ?? 0;
    bytes.set(revision, known + (chunk?.vectors.byteLength ?? 0));
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
