/** What a backup holds, part by part: a ZIP of small parts, each with a head in JSON and what is no JSON behind it. */
import * as v from "valibot";
import type { PhotoFailure } from "../failures";
import type { FolderRecord, PhotoRecord } from "../index-schema";
import type { Query } from "../query";
import { comparedSchema } from "../query-schema";

export const backupFormat = "tulip-photos backup";
/** Raised with every change that a reader must know of; what is optional here an older one leaves be. */
export const backupVersion = 1;

/** The first part, and the last. */
export const headName = "backup.json";
export const contentsName = "contents.json";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const path = v.pipe(v.string(), v.nonEmpty());

/** Ids name what is stored, so they may not reach beyond their folder. */
const folderSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]+$/)),
  name: v.string(),
  kind: v.picklist(["handle", "files", "samples"]),
  total: count,
  scannedMs: v.exactOptional(v.number()),
  excluded: v.exactOptional(v.array(v.string())),
});

/** What tells whether the rest can be read at all. */
export const versionSchema = v.object({
  format: v.literal(backupFormat),
  version: v.number(),
  /** Of the database that it was made from. */
  indexVersion: v.number(),
});

/** All but the photos. */
export const headSchema = v.object({
  ...versionSchema.entries,
  madeMs: v.number(),
  /** Revisions of the image towers that there are vectors of. */
  towers: v.array(v.string()),
  folders: v.array(folderSchema),
  settings: v.object({
    videos: v.boolean(),
    /** Saved and recent queries, as the page writes them. */
    queries: v.object({
      saved: v.array(v.unknown()),
      recent: v.array(v.unknown()),
    }),
    compared: v.exactOptional(comparedSchema),
  }),
});

/** Every part before this one, so that none can be missing. */
export const contentsSchema = v.object({
  parts: v.array(v.object({ name: v.string(), sizeBytes: count })),
});

/** All of them: the compiler misses one that is not here. */
const failureKinds: Readonly<Record<PhotoFailure["kind"], true>> = {
  "not-a-photo": true,
  "empty-photo": true,
  "corrupt-photo": true,
  "unsupported-photo": true,
  "no-preview": true,
  "decoder-stopped": true,
  "no-vector": true,
  "oversized-photo": true,
  "unreadable-photo": true,
};

const failure = v.looseObject({
  kind: v.picklist(Object.keys(failureKinds)),
  path,
});

const metadata = v.object({
  takenAt: v.exactOptional(v.string()),
  takenFrom: v.exactOptional(v.picklist(["camera", "takeout", "file"])),
  camera: v.exactOptional(v.string()),
  place: v.exactOptional(
    v.object({ latitude: v.number(), longitude: v.number() }),
  ),
});

const photoSchema = v.object({
  path,
  sizeBytes: v.number(),
  modifiedMs: v.number(),
  hash: v.exactOptional(v.string()),
  state: v.variant("kind", [
    v.object({
      kind: v.literal("indexed"),
      width: v.number(),
      height: v.number(),
      metadata,
    }),
    v.object({ kind: v.literal("failed"), failure }),
  ]),
  encodedBy: v.exactOptional(v.array(v.string())),
  failure: v.exactOptional(failure),
});

/** The head of each kind of part; `folder` is an id, and vectors are float32, little-endian, row by row. */
export const partSchemas = {
  photos: v.object({ folder: v.string(), photos: v.array(photoSchema) }),
  segments: v.object({
    folder: v.string(),
    revision: v.string(),
    segment: count,
    rows: v.array(count),
    paths: v.array(v.nullable(path)),
  }),
  vectors: v.object({
    folder: v.string(),
    revision: v.string(),
    chunk: count,
    paths: v.array(v.nullable(path)),
  }),
  thumbnails: v.object({
    folder: v.string(),
    thumbnails: v.array(v.object({ path, type: v.string(), sizeBytes: count })),
  }),
};

export type PartKind = keyof typeof partSchemas;
export type PartHead<K extends PartKind> = v.InferOutput<
  (typeof partSchemas)[K]
>;

/** What is written at the head of a backup. */
export interface BackupHead {
  readonly madeMs: number;
  readonly towers: readonly string[];
  readonly folders: readonly FolderRecord[];
  readonly settings: BackupSettings;
}

export interface BackupSettings {
  readonly videos: boolean;
  readonly queries: {
    readonly saved: readonly Query[];
    readonly recent: readonly Query[];
  };
  /** The models that were compared, in the order of their columns. */
  readonly compared: readonly { readonly id: string; readonly title: string }[];
}

/** A record as the index holds it: of the failures' fields only kind and path are looked at. */
export const recordOf = (photo: PartHead<"photos">["photos"][number]) =>
  photo as PhotoRecord;

/** The length of the head in four bytes, little-endian, the head in JSON, and the bytes that it speaks of. */
export function packPart(head: object, bodies: readonly BlobPart[]): Blob {
  const json = new TextEncoder().encode(JSON.stringify(head));
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, json.length, true);
  return new Blob([length.buffer, json, ...bodies]);
}

/** @throws RangeError or SyntaxError where it is no part */
export function unpackPart(bytes: Uint8Array<ArrayBuffer>): {
  head: unknown;
  body: Uint8Array<ArrayBuffer>;
} {
  const { buffer, byteOffset } = bytes;
  const end = 4 + new DataView(buffer, byteOffset).getUint32(0, true);
  const json = new TextDecoder().decode(bytes.subarray(4, end));
  // A copy: floats want an address that they can be read at.
  return { head: JSON.parse(json), body: bytes.slice(end) };
}
