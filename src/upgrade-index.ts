/** Brings an index of any earlier version to the present one, inside the transaction that opens it. */
import type { IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import type { PhotoKey } from "./photo";
import type { Schema } from "./index-schema";

type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], "versionchange">;

/** @param from the version that is there; 0 for none */
export async function upgradeIndex(
  db: IDBPDatabase<Schema>,
  from: number,
  transaction: Upgrade,
): Promise<void> {
  if (from < 1) {
    db.createObjectStore("folders", { keyPath: "id" });
    db.createObjectStore("photos");
    db.createObjectStore("vectors");
    db.createObjectStore("thumbnails");
  }
  if (from < 2) db.createObjectStore("segments");
  if (from === 1) await nameTowers(transaction);
}

/** The first records of version 1 did not say which towers encoded the photo: those that have a vector of it. */
async function nameTowers(transaction: Upgrade): Promise<void> {
  const towers = new Map<PhotoKey, Set<string>>();
  const vectors = transaction.objectStore("vectors");
  for await (const { key, value } of vectors)
    for (const photo of value.keys)
      if (photo !== null)
        towers.set(photo, (towers.get(photo) ?? new Set()).add(key[0]));
  const photos = transaction.objectStore("photos");
  for await (const cursor of photos) {
    const { state, encodedBy } = cursor.value;
    if (state.kind !== "indexed" || encodedBy) continue;
    const known = [...(towers.get(cursor.key) ?? [])];
    await cursor.update({ ...cursor.value, encodedBy: known });
  }
}
