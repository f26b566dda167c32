/** Every store of the photo index, gone through by folder: whose things it holds, and how one's are forgotten. */
import type { IDBPDatabase } from "idb";
import { indexStores, type FolderRecord, type Schema } from "./index-schema";
import { folderIdOf, type PhotoKey } from "./photo";

/** Every key of a folder: they start with its id and a slash. */
export const keysOf = (folderId: string) =>
  IDBKeyRange.bound(`${folderId}/`, `${folderId}0`, false, true);

/**
 * Forgets folders and everything that was stored of them: all of it is gone, on the disk too, or nothing is.
 * @param instead is stored in their place
 */
export async function forgetFolders(
  db: IDBPDatabase<Schema>,
  ids: readonly string[],
  instead?: FolderRecord,
): Promise<void> {
  const transaction = db.transaction(indexStores, "readwrite", {
    durability: "strict",
  });
  const folders = transaction.objectStore("folders");
  const forgetVectors = async (name: "vectors" | "segments") => {
    const store = transaction.objectStore(name);
    for (const key of await store.getAllKeys())
      if (ids.includes(key[1])) await store.delete(key);
  };
  await Promise.all([
    ...ids.flatMap((id) => [
      folders.delete(id),
      transaction.objectStore("photos").delete(keysOf(id)),
      transaction.objectStore("thumbnails").delete(keysOf(id)),
    ]),
    forgetVectors("vectors"),
    forgetVectors("segments"),
    ...(instead ? [folders.put(instead)] : []),
    transaction.done,
  ]);
}

/** Ids of the folders that anything at all is stored of, with a record of their own or without. */
export async function storedFolders(
  db: IDBPDatabase<Schema>,
): Promise<Set<string>> {
  const transaction = db.transaction(indexStores);
  const found = new Set<string>();
  for (const store of ["vectors", "segments"] as const)
    for (const [, id] of await transaction.objectStore(store).getAllKeys())
      found.add(id);
  for (const store of ["photos", "thumbnails"] as const) {
    let cursor = await transaction.objectStore(store).openKeyCursor();
    while (cursor) {
      const id = folderIdOf(cursor.key);
      found.add(id);
      // Behind every key that begins with the id and a slash: from one folder straight to the next.
      cursor = await cursor.continue(`${id}0` as PhotoKey);
    }
  }
  return found;
}
