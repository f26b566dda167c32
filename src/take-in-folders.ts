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
 * what stops this leaves the index as it was, and what was copied is removed, or swept at the next start. One that was
 * known keeps what it knows of a photo, and gets vectors before records: no photo has another state's vector for a moment.
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
      const photos = await newPhotos(one, outer.id, db);
      await copyVectors(one.folder.id, outer.id, photos, db, index);
      await copyPhotos(photos, db);
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

/** Photos of a folder that the one around does not know yet: each one's key, and its path and key there. */
type NewPhotos = ReadonlyMap<PhotoKey, { path: string; to: PhotoKey }>;

async function newPhotos(
  { folder, path }: InnerFolder,
  into: string,
  db: IDBPDatabase<Schema>,
): Promise<NewPhotos> {
  const known = new Set(await db.getAllKeys("photos", keysOf(into)));
  const keys = await db.getAllKeys("photos", keysOf(folder.id));
  const photos = keys.map((key) => {
    const inside = `${path}/${key.slice(folder.id.length + 1)}`;
    return [key, { path: inside, to: photoKey(into, inside) }] as const;
  });
  return new Map(photos.filter(([, { to }]) => !known.has(to)));
}

/** So many photos share a transaction: each may have a thumbnail of some kilobytes. */
const photosAtOnce = 256;

async function copyPhotos(
  photos: NewPhotos,
  db: IDBPDatabase<Schema>,
): Promise<void> {
  const copied = [...photos];
  for (let from = 0; from < copied.length; from += photosAtOnce) {
    const transaction = db.transaction(["photos", "thumbnails"], "readwrite");
    const records = transaction.objectStore("photos");
    const thumbnails = transaction.objectStore("thumbnails");
    const copies = copied
      .slice(from, from + photosAtOnce)
      .map(async ([key, { path, to }]) => {
        const record = await records.get(key);
        const thumbnail = await thumbnails.get(key);
        if (!record) return;
        await records.put(recordAt(path, record), to);
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
  folderId: string,
  into: string,
  photos: NewPhotos,
  db: IDBPDatabase<Schema>,
  index: PhotoIndex,
): Promise<void> {
  for (const [revision, dim] of await towersOf(folderId, db)) {
    const from = await index.vectorsOf(revision, folderId, dim);
    const table = await index.vectorsOf(revision, into, dim);
    // Not merged: that is given up where there is no room, and the photos would be here without their vectors.
    const store = () => index.commit(revision, into, [], table);
    let put = 0;
    for (const [key, { to }] of photos) {
      const vector = from.vectorOf(key);
      if (!vector) continue;
      table.put(to, vector);
      if (++put % chunkRows === 0) await store();
    }
    await store();
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
