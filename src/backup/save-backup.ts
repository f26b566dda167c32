/** Photo index -> backup: one stream, of which no more than a part is in memory. */
import { makeZip } from "client-zip";
import type { IDBPDatabase } from "idb";
import type { FolderRecord, Schema } from "../index-schema";
import { indexVersion } from "../open-index";
import { folderIdOf, type PhotoKey } from "../photo";
import { keysOf } from "../forget-folder";
import {
  backupFormat,
  backupVersion,
  contentsName,
  headName,
  packPart,
  type BackupSettings,
  type PartHead,
  type PartKind,
} from "./backup-format";

/** Records a part, about half a megabyte of them; thumbnails a part, a few megabytes. */
const partRecords = 1000;
const partThumbnails = 250;

interface Part {
  readonly name: string;
  readonly input: Blob;
}

/**
 * The whole index as the bytes of a ZIP; photos may be indexed meanwhile. See note: a backup is never ahead of itself.
 * @param onProgress records and thumbnails written so far, of how many
 */
export function saveBackup(
  db: IDBPDatabase<Schema>,
  settings: BackupSettings,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  return makeZip(withContents(partsOf(db, settings, onProgress, signal)));
}

/** The parts, and behind them the list of them. */
async function* withContents(parts: AsyncIterable<Part>): AsyncGenerator<Part> {
  const written: { name: string; sizeBytes: number }[] = [];
  for await (const part of parts) {
    written.push({ name: part.name, sizeBytes: part.input.size });
    yield part;
  }
  yield jsonPart(contentsName, { parts: written });
}

async function* partsOf(
  db: IDBPDatabase<Schema>,
  settings: BackupSettings,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Part> {
  const folders = await db.getAll("folders");
  const total = (await db.count("photos")) + (await db.count("thumbnails"));
  // A tower's first vectors lie in segments until they are merged.
  const keys = [
    ...(await db.getAllKeys("vectors")),
    ...(await db.getAllKeys("segments")),
  ];
  yield jsonPart(headName, {
    format: backupFormat,
    version: backupVersion,
    indexVersion,
    madeMs: Date.now(),
    towers: [...new Set(keys.map(([revision]) => revision))],
    folders,
    settings,
  });
  let [number, done] = [0, 0];
  onProgress(done, total);
  for (const folder of folders)
    for await (const { kind, records, blob } of folderParts(db, folder)) {
      signal.throwIfAborted();
      yield { name: `${kind}/${String(number++)}`, input: blob };
      onProgress((done += records), Math.max(total, done));
    }
}

interface FolderPart {
  readonly kind: PartKind;
  /** Photo records or thumbnails in it. */
  readonly records: number;
  readonly blob: Blob;
}

/** Records first and chunks after segments: see note: a backup is never ahead of itself. */
async function* folderParts(
  db: IDBPDatabase<Schema>,
  { id }: FolderRecord,
): AsyncGenerator<FolderPart> {
  for await (const page of pages(db, "photos", id, partRecords))
    yield part("photos", page.length, {
      folder: id,
      photos: page.map(([, record]) => record),
    });
  for (const key of await db.getAllKeys("segments")) {
    const [revision, folder, segment] = key;
    const found = folder === id && (await db.get("segments", key));
    // Merged into a chunk meanwhile: chunks come next.
    if (!found) continue;
    const { rows, keys, vectors } = found;
    const paths = keys.map(pathOf);
    yield part("segments", 0, { folder, revision, segment, rows, paths }, [
      vectors as Float32Array<ArrayBuffer>,
    ]);
  }
  for (const key of await db.getAllKeys("vectors")) {
    const [revision, folder, chunk] = key;
    const found = folder === id && (await db.get("vectors", key));
    if (!found) continue;
    const paths = found.keys.map(pathOf);
    yield part("vectors", 0, { folder, revision, chunk, paths }, [
      found.vectors as Float32Array<ArrayBuffer>,
    ]);
  }
  for await (const page of pages(db, "thumbnails", id, partThumbnails)) {
    const thumbnails = page.map(([key, { type, size }]) => ({
      path: pathOf(key),
      type,
      sizeBytes: size,
    }));
    const blobs = page.map(([, blob]) => blob);
    yield part("thumbnails", page.length, { folder: id, thumbnails }, blobs);
  }
}

/** A folder's records, a page at a time: indexing may write between two. */
async function* pages<Name extends "photos" | "thumbnails">(
  db: IDBPDatabase<Schema>,
  store: Name,
  folderId: string,
  size: number,
): AsyncGenerator<(readonly [PhotoKey, Schema[Name]["value"]])[]> {
  let range = keysOf(folderId);
  const upper: unknown = range.upper;
  for (;;) {
    const transaction = db.transaction(store);
    const [keys, values] = await Promise.all([
      transaction.store.getAllKeys(range, size),
      transaction.store.getAll(range, size),
    ]);
    const last = keys.at(-1);
    if (last === undefined) return;
    yield keys.map((key, i) => [key, values[i] as Schema[Name]["value"]]);
    range = IDBKeyRange.bound(last, upper, true, true);
  }
}

const part = <K extends PartKind>(
  kind: K,
  records: number,
  head: PartHead<K> | object,
  bodies: readonly BlobPart[] = [],
): FolderPart => ({ kind, records, blob: packPart(head, bodies) });

const jsonPart = (name: string, content: object): Part => ({
  name,
  input: new Blob([JSON.stringify(content)]),
});

/** Inside its folder; a hole stays one. */
const pathOf = (key: PhotoKey | null) =>
  key === null ? null : key.slice(folderIdOf(key).length + 1);
