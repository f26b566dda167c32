/** What the photo index holds, store by store. */
import type { DBSchema } from "idb";
import type { PhotoFailure } from "./failures";
import type { Folder, PhotoKey, PhotoMetadata } from "./photo";
import type { VectorChunk, VectorSegment } from "./vector-table";

export interface FolderRecord extends Folder {
  /** Photos that the last complete scan found. */
  readonly total: number;
  /** It came from a backup, and nobody has picked it here yet. */
  readonly restored?: true;
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
  /** Revisions of the image towers that encoded the photo as it is now; a vector of any other is of an older state of it. */
  readonly encodedBy?: readonly string[];
  /** Why it could not be read or decoded since, where what is known of it stays good. */
  readonly failure?: PhotoFailure;
}

/** Whether a vector under this revision is of the photo as the record knows it. */
export const isEncodedBy = (
  record: PhotoRecord | undefined,
  revision: string,
): boolean =>
  record?.state.kind === "indexed" &&
  record.encodedBy?.includes(revision) === true;

/** What a batch of photos leaves behind; a batch is stored whole or not at all. */
export interface IndexedPhoto {
  readonly key: PhotoKey;
  readonly record: PhotoRecord;
  readonly thumbnail: Blob | null;
}

export interface Schema extends DBSchema {
  folders: { key: string; value: FolderRecord };
  photos: { key: PhotoKey; value: PhotoRecord };
  /** By image tower's revision, folder and chunk number, so that vectors of different towers never mix. */
  vectors: {
    key: [revision: string, folderId: string, chunk: number];
    value: VectorChunk;
  };
  /** What changed since the chunks were written; applied in order. */
  segments: {
    key: [revision: string, folderId: string, segment: number];
    value: VectorSegment;
  };
  thumbnails: { key: PhotoKey; value: Blob };
}

export const indexStores = [
  "folders",
  "photos",
  "vectors",
  "segments",
  "thumbnails",
] as const;
