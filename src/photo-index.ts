/** The photo index in IndexedDB: folders, photo records, vectors in packed chunks, thumbnails. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { FailureError, type PhotoFailure } from "./failures";
import type { Folder, PhotoKey, PhotoMetadata } from "./photo";
import { VectorTable, type VectorChunk } from "./vector-table";

export interface FolderRecord extends Folder {
  /** Photos that the last complete scan found. */
  readonly total: number;
}

/** What is known of one photo. Size and time tell whether it changed since. */
export interface PhotoRecord {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Of its content, see content-hash.ts. Missing in records of version 1, and where the page may not compute one. */
  readonly hash?: string;
  readonly state:
    | {
        readonly kind: "indexed";
        readonly width: number;
        readonly height: number;
        readonly metadata: PhotoMetadata;
      }
    | { readonly kind: "failed"; readonly failure: PhotoFailure };
  /**
   * Revisions of the image towers that encoded the photo as it is now. A vector of any other revision is of an older
   * state of the photo. Missing in records that were written before there could be two towers: any vector is good.
   */
  readonly encodedBy?: readonly string[];
}

/** Whether a vector under this revision is of the photo as the record knows it. */
export const isEncodedBy = (
  record: PhotoRecord | undefined,
  revision: string,
): boolean =>
  record?.state.kind === "indexed" &&
  (record.encodedBy?.includes(revision) ?? true);

/** What a batch of photos leaves behind; a batch is stored whole or not at all. */
export interface IndexedPhoto {
  readonly key: PhotoKey;
  readonly record: PhotoRecord;
  readonly thumbnail: Blob | null;
}

interface Schema extends DBSchema {
  folders: { key: string; value: FolderRecord };
  photos: { key: PhotoKey; value: PhotoRecord };
  /** By image tower's revision, folder and chunk number, so that vectors of different towers never mix. */
  vectors: {
    key: [revision: string, folderId: string, chunk: number];
    value: VectorChunk;
  };
  thumbnails: { key: PhotoKey; value: Blob };
}

/** Raised with every change of the schema; `upgrade` below then brings older indexes along. */
const version = 1;

export class PhotoIndex {
  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  /** @throws FailureError index-unavailable or index-outdated */
  static async open(): Promise<PhotoIndex> {
    try {
      const db = await openDB<Schema>("tulip-photos", version, {
        upgrade(opened, from) {
          if (from < 1) {
            opened.createObjectStore("folders", { keyPath: "id" });
            opened.createObjectStore("photos");
            opened.createObjectStore("vectors");
            opened.createObjectStore("thumbnails");
          }
        },
        // A newer tab waits to upgrade: let it, this one asks for a reload on its next use.
        blocking: (_current, _blocked, event) => {
          (event.target as IDBDatabase).close();
        },
      });
      return new PhotoIndex(db);
    } catch (error) {
      if (error instanceof DOMException && error.name === "VersionError")
        throw new FailureError({ kind: "index-outdated" });
      throw new FailureError({
        kind: "index-unavailable",
        reason: error instanceof Error ? error.message : String(error),
      });
    }
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

  /** Forgets a folder and everything that was stored of it, all at once. */
  async removeFolder(id: string): Promise<void> {
    const transaction = this.db.transaction(
      ["folders", "photos", "vectors", "thumbnails"],
      "readwrite",
    );
    const vectors = transaction.objectStore("vectors");
    const chunks = (await vectors.getAllKeys()).filter(
      ([, folderId]) => folderId === id,
    );
    await Promise.all([
      transaction.objectStore("folders").delete(id),
      transaction.objectStore("photos").delete(keysOf(id)),
      transaction.objectStore("thumbnails").delete(keysOf(id)),
      ...chunks.map((chunk) => vectors.delete(chunk)),
      transaction.done,
    ]);
  }

  /** Everything known of a folder's photos, by key. */
  async photosOf(folderId: string): Promise<Map<PhotoKey, PhotoRecord>> {
    const range = keysOf(folderId);
    const [keys, records] = await Promise.all([
      this.db.getAllKeys("photos", range),
      this.db.getAll("photos", range),
    ]);
    return new Map(keys.map((key, i) => [key, records[i] as PhotoRecord]));
  }

  /** A folder's vectors under one revision of an image tower. */
  async vectorsOf(
    revision: string,
    folderId: string,
    dim: number,
  ): Promise<VectorTable> {
    const range = IDBKeyRange.bound(
      [revision, folderId, 0],
      [revision, folderId, Infinity],
    );
    return new VectorTable(dim, await this.db.getAll("vectors", range));
  }

  /** Bytes of vectors by the revision of their image tower, but for the towers in use. */
  async unusedVectors(
    inUse: ReadonlySet<string>,
  ): Promise<Map<string, number>> {
    const bytes = new Map<string, number>();
    for (const key of await this.db.getAllKeys("vectors")) {
      const [revision] = key;
      if (inUse.has(revision)) continue;
      const chunk = await this.db.get("vectors", key);
      const known = bytes.get(revision) ?? 0;
      bytes.set(revision, known + (chunk?.vectors.byteLength ?? 0));
    }
    return bytes;
  }

  /** Forgets every vector of an image tower. */
  async forgetTower(revision: string): Promise<void> {
    await this.db.delete(
      "vectors",
      IDBKeyRange.bound([revision], [revision, []]),
    );
  }

  thumbnail(key: PhotoKey): Promise<Blob | undefined> {
    return this.db.get("thumbnails", key);
  }

  /**
   * Stores photos and their vectors in one transaction: after a kill at any moment all of them are there, or none.
   * @throws DOMException QuotaExceededError when the disk or the browser's share of it is full
   */
  async commit(
    revision: string,
    folderId: string,
    photos: readonly IndexedPhoto[],
    table: VectorTable,
  ): Promise<void> {
    const transaction = this.db.transaction(
      ["photos", "vectors", "thumbnails"],
      "readwrite",
    );
    const writes: Promise<unknown>[] = [];
    for (const { key, record, thumbnail } of photos) {
      writes.push(transaction.objectStore("photos").put(record, key));
      if (thumbnail)
        writes.push(transaction.objectStore("thumbnails").put(thumbnail, key));
    }
    for (const chunk of table.takeChanged())
      writes.push(
        transaction
          .objectStore("vectors")
          .put(chunk, [revision, folderId, chunk.chunk]),
      );
    await Promise.all([...writes, transaction.done]);
  }

  /** Forgets photos that are no longer in their folder. */
  async remove(
    revision: string,
    folderId: string,
    keys: readonly PhotoKey[],
    table: VectorTable,
  ): Promise<void> {
    for (const key of keys) table.remove(key);
    const transaction = this.db.transaction(
      ["photos", "vectors", "thumbnails"],
      "readwrite",
    );
    const writes: Promise<unknown>[] = keys.flatMap((key) => [
      transaction.objectStore("photos").delete(key),
      transaction.objectStore("thumbnails").delete(key),
    ]);
    for (const chunk of table.takeChanged())
      writes.push(
        transaction
          .objectStore("vectors")
          .put(chunk, [revision, folderId, chunk.chunk]),
      );
    await Promise.all([...writes, transaction.done]);
  }
}

/** Every key of a folder: they start with its id and a slash. */
const keysOf = (folderId: string) =>
  IDBKeyRange.bound(`${folderId}/`, `${folderId}0`, false, true);
