/** The photo index in IndexedDB: folders, photo records, vectors in packed chunks, thumbnails. */
import type { IDBPDatabase, IDBPTransaction } from "idb";
import { isQuota } from "./failures";
import { forgetFolders, keysOf, storedFolders } from "./forget-folder";
import type {
  FolderRecord,
  IndexedPhoto,
  PhotoRecord,
  Schema,
} from "./index-schema";
import { openIndex } from "./open-index";
import type { PhotoKey } from "./photo";
import { photosOf, putThumbnail } from "./stored-photos";
import {
  forgetTower,
  readVectors,
  unusedVectors,
  vectorsRange,
} from "./tower-vectors";
import type { VectorChange, VectorTable } from "./vector-table";
import { written } from "./written";

export class PhotoIndex {
  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  /** @throws FailureError index-unavailable or index-outdated */
  static async open(): Promise<PhotoIndex> {
    return new PhotoIndex(await openIndex());
  }

  folders(): Promise<FolderRecord[]> {
    return this.db.getAll("folders");
  }

  folder(id: string): Promise<FolderRecord | undefined> {
    return this.db.get("folders", id);
  }

  async putFolder(folder: FolderRecord): Promise<void> {
    await this.db.put("folders", folder);
  }

  /** Changes a folder's record as it is by now, whichever tab wrote it; undefined where it is gone, and stays so. */
  async changeFolder(
    id: string,
    change: (folder: FolderRecord) => FolderRecord,
  ): Promise<FolderRecord | undefined> {
    const { store, done } = this.db.transaction("folders", "readwrite");
    const known = await store.get(id);
    const folder = known && change(known);
    if (folder) await store.put(folder);
    await done;
    return folder;
  }

  /** Forgets a folder and everything that was stored of it, all at once. */
  removeFolder(id: string): Promise<void> {
    return forgetFolders(this.db, [id]);
  }

  /** Ids of the folders that anything is stored of, whether they have a record or not. */
  storedFolders(): Promise<Set<string>> {
    return storedFolders(this.db);
  }

  /** Everything known of a folder's photos, by key. */
  photosOf(folderId: string): Promise<Map<PhotoKey, PhotoRecord>> {
    return photosOf(this.db, folderId);
  }

  /** A folder's vectors under one revision of an image tower. */
  vectorsOf(
    revision: string,
    folderId: string,
    dim: number,
  ): Promise<VectorTable> {
    return readVectors(this.db, revision, folderId, dim);
  }

  /** Bytes of vectors by the revision of their image tower, but for the towers in use. */
  unusedVectors(inUse: ReadonlySet<string>): Promise<Map<string, number>> {
    return unusedVectors(this.db, inUse);
  }

  /** Forgets every vector of an image tower. */
  forgetTower(revision: string): Promise<void> {
    return forgetTower(this.db, revision);
  }

  thumbnail(key: PhotoKey): Promise<Blob | undefined> {
    return this.db.get("thumbnails", key);
  }

  /** Stores a thumbnail that was lost, unless its photo was forgotten meanwhile. */
  putThumbnail(key: PhotoKey, thumbnail: Blob): Promise<void> {
    return putThumbnail(this.db, key, thumbnail);
  }

  /** Thumbnails of a folder, at most so many. */
  thumbnailsOf(folderId: string, count: number): Promise<Blob[]> {
    return this.db.getAll("thumbnails", keysOf(folderId), count);
  }

  /**
   * Stores photos and their vectors in one transaction: after a kill at any moment all of them are there, or none.
   * @throws DOMException QuotaExceededError when the disk or the browser's share of it is full
   */
  commit(
    revision: string,
    folderId: string,
    photos: readonly IndexedPhoto[],
    table: VectorTable,
  ): Promise<void> {
    const change = table.change();
    return this.#write(revision, folderId, table, change, (transaction) =>
      photos.flatMap(({ key, record, thumbnail }) => [
        transaction.objectStore("photos").put(record, key),
        ...thumbnailWrite(transaction, { key, record, thumbnail }),
      ]),
    );
  }

  /** Forgets photos that are no longer in their folder. */
  remove(
    revision: string,
    folderId: string,
    keys: readonly PhotoKey[],
    table: VectorTable,
  ): Promise<void> {
    for (const key of keys) table.remove(key);
    const change = table.change();
    return this.#write(revision, folderId, table, change, (transaction) =>
      keys.flatMap((key) => [
        transaction.objectStore("photos").delete(key),
        transaction.objectStore("thumbnails").delete(key),
      ]),
    );
  }

  /**
   * Merges what the last batches left in segments into chunks, when there is nothing else to do. Both are there for a
   * moment: where the disk is too full for that, the segments stay, which are read as well.
   */
  async merge(
    revision: string,
    folderId: string,
    table: VectorTable,
  ): Promise<void> {
    const change = table.change(true);
    if (!change) return;
    const merging = this.#write(revision, folderId, table, change, () => []);
    await merging.catch((error: unknown) => {
      if (!isQuota(error)) throw error;
    });
  }

  /** One short transaction, on the disk before it resolves: everything in it was computed before. */
  async #write(
    revision: string,
    folderId: string,
    table: VectorTable,
    change: VectorChange | null,
    write: (transaction: Writing) => Promise<unknown>[],
  ): Promise<void> {
    const transaction = this.db.transaction(writtenStores, "readwrite", {
      durability: "strict",
    });
    const writes = write(transaction);
    const segments = transaction.objectStore("segments");
    if (change?.kind === "segment")
      writes.push(
        segments.put(change.segment, [revision, folderId, change.at]),
      );
    else if (change) {
      writes.push(segments.delete(vectorsRange(revision, folderId)));
      for (const chunk of change.chunks) {
        const key = [revision, folderId, chunk.chunk] as const;
        writes.push(transaction.objectStore("vectors").put(chunk, [...key]));
      }
    }
    await written(transaction, writes);
    if (change) table.settle(change);
  }
}

const writtenStores = ["photos", "vectors", "segments", "thumbnails"] as const;
type Writing = IDBPTransaction<Schema, typeof writtenStores, "readwrite">;

/** A photo that failed is not shown as it was before; a known one without a new thumbnail keeps its own. */
function thumbnailWrite(
  transaction: Writing,
  { key, record, thumbnail }: IndexedPhoto,
): Promise<unknown>[] {
  const thumbnails = transaction.objectStore("thumbnails");
  if (thumbnail) return [thumbnails.put(thumbnail, key)];
  return record.state.kind === "failed" ? [thumbnails.delete(key)] : [];
}
