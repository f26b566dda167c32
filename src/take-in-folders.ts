/** Folders of the index become part of one around them: what is known of their photos moves, and nothing is computed again. */
import type { IDBPDatabase } from "idb";
import { forgetFolders, keysOf } from "./forget-folder";
import type { FolderRecord, PhotoRecord, Schema } from "./index-schema";
import { openIndex } from "./open-index";
import { photoKey, type PhotoKey } from "./photo";
import type { PhotoIndex } from "./photo-index";
import { chunkRows } from "./vector-table";

export interface InnerFolder {
  readonly folder: FolderRecord;
  /** Inside the folder around it. */
  readonly path: string;
}

/**
 * Copies first, then puts the folder around in the place of those in it, all at once. A new one is not seen before that:
 * what stops this leaves the index as it was, and what was copied is removed, or swept at the next start.
 * @returns the folder around, which leaves out what they left out
 */
export async function takeInFolders(
  inner: readonly InnerFolder[],
  outer: FolderRecord,
  index: PhotoIndex,
): Promise<FolderRecord> {
  const db = await openIndex();
  try {
    for (const one of inner) {
      await copyPhotos(one, outer.id, db);
      await copyVectors(one, outer.id, db, index);
    }
    const leftOut = inner.flatMap(({ folder, path }) =>
      (folder.excluded ?? []).map((out) => `${path}/${out}`),
    );
    const excluded = [...(outer.excluded ?? []), ...leftOut];
    const folder = { ...outer, excluded };
    const ids = inner.map(({ folder }) => folder.id);
    await forgetFolders(db, ids, folder);
    return folder;
  } catch (error) {
    if (!(await index.folder(outer.id))) await index.removeFolder(outer.id);
    throw error;
  } finally {
    db.close();
  }
}

/** So many photos share a transaction: each may have a thumbnail of some kilobytes. */
const photosAtOnce = 256;

async function copyPhotos(
  { folder, path }: InnerFolder,
  into: string,
  db: IDBPDatabase<Schema>,
): Promise<void> {
  const keys = await db.getAllKeys("photos", keysOf(folder.id));
  for (let from = 0; from < keys.length; from += photosAtOnce) {
    const transaction = db.transaction(["photos", "thumbnails"], "readwrite");
    const photos = transaction.objectStore("photos");
    const thumbnails = transaction.objectStore("thumbnails");
    const copies = keys
      .slice(from, from + photosAtOnce)
      .map(async (key: PhotoKey) => {
        const record = await photos.get(key);
        const thumbnail = await thumbnails.get(key);
        if (!record) return;
        const moved = recordAt(`${path}/${record.path}`, record);
        const to = photoKey(into, moved.path);
        await photos.put(moved, to);
        if (thumbnail) await thumbnails.put(thumbnail, to);
      });
    await Promise.all([...copies, transaction.done]);
  }
}

function recordAt(path: string, record: PhotoRecord): PhotoRecord {
  const { state } = record;
  return state.kind === "failed"
    ? {
        ...record,
        path,
        state: { ...state, failure: { ...state.failure, path } },
      }
    : { ...record, path };
}

/** Those of every image tower, in use or not. */
async function copyVectors(
  { folder, path }: InnerFolder,
  into: string,
  db: IDBPDatabase<Schema>,
  index: PhotoIndex,
): Promise<void> {
  for (const [revision, dim] of await towersOf(folder.id, db)) {
    const from = await index.vectorsOf(revision, folder.id, dim);
    const table = await index.vectorsOf(revision, into, dim);
    let put = 0;
    for (const key of from.keys) {
      const vector = key && from.vectorOf(key);
      if (!key || !vector) continue;
      table.put(
        photoKey(into, `${path}/${key.slice(folder.id.length + 1)}`),
        vector,
      );
      if (++put % chunkRows === 0) await index.merge(revision, into, table);
    }
    await index.merge(revision, into, table);
  }
}

/** The image towers that a folder has vectors of, each by its revision with their length. */
async function towersOf(
  folderId: string,
  db: IDBPDatabase<Schema>,
): Promise<Map<string, number>> {
  const dims = new Map<string, number>();
  for (const store of ["vectors", "segments"] as const)
    for (const key of await db.getAllKeys(store)) {
      const [revision, id] = key;
      if (id !== folderId || dims.has(revision)) continue;
      const stored = await db.get(store, key);
      if (stored && stored.keys.length > 0)
        dims.set(revision, stored.vectors.length / stored.keys.length);
    }
  return dims;
}
