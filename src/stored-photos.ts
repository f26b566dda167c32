/** What the index holds of photos beside their vectors. */
import type { IDBPDatabase } from "idb";
import { keysOf } from "./forget-folder";
import type { PhotoRecord, Schema } from "./index-schema";
import type { PhotoKey } from "./photo";

/** Everything known of a folder's photos, by key. */
export async function photosOf(
  db: IDBPDatabase<Schema>,
  folderId: string,
): Promise<Map<PhotoKey, PhotoRecord>> {
  const range = keysOf(folderId);
  const [keys, records] = await Promise.all([
    db.getAllKeys("photos", range),
    db.getAll("photos", range),
  ]);
  return new Map(keys.map((key, i) => [key, records[i] as PhotoRecord]));
}

/** Stores a thumbnail that was lost, unless its photo was forgotten meanwhile. */
export async function putThumbnail(
  db: IDBPDatabase<Schema>,
  key: PhotoKey,
  thumbnail: Blob,
): Promise<void> {
  const transaction = db.transaction(["photos", "thumbnails"], "readwrite");
  if (await transaction.objectStore("photos").getKey(key))
    await transaction.objectStore("thumbnails").put(thumbnail, key);
  await transaction.done;
}
