/** Indexes a folder: finds its photos, leaves alone what is known and unchanged, encodes the rest, and tells how it goes. */
import type { DeviceInUse } from "../encoders/device";
import type { ImageEncoder } from "../encoders/image-encoder";
import { FailureError, type Failure } from "../failures";
import type { PhotoFile, PhotoKey, PickedFolder } from "../photo";
import { type PhotoIndex } from "../photo-index";
import { encodePhotos } from "./encode-photos";
import { failureIn, type FolderIndex } from "./folder-index";
import type { FolderStatus } from "./messages";
import { Rate } from "./rate";
import { missingRoom } from "./room";
import {
  forgetMissing,
  scanFolder,
  unseenIn,
  type Found,
  type IndexingJob,
} from "./scan-folder";
import { photosToEncode } from "./to-encode";
import { Twins } from "./twins";

/** What a run tells of itself; how it was stopped is told by who stopped it. */
export type RunStatus = Extract<
  FolderStatus,
  { phase: "scanning" | "indexing" | "ready" }
>;

/**
 * Indexes one folder, for one image tower after the other, and yields its status, at most every 100 ms and at every
 * change of phase.
 * @throws AbortError when the signal says so; FailureError for all that stops a run. What was encoded is stored.
 */
export async function* indexFolder(
  job: IndexingJob,
  index: PhotoIndex,
  openEncoder: (revision: string) => Promise<ImageEncoder>,
  foldersUnder: (revision: string) => readonly FolderIndex[],
  signal: AbortSignal,
): AsyncGenerator<RunStatus> {
  const { picked, towers, wish, missing } = job;
  const startedMs = performance.now();
  const scanned: Found = { photos: [], unseen: [] };
  for await (const status of scanFolder(picked, towers, scanned, signal))
    yield status;
  const { photos } = scanned;
  const [{ folder, records }] = towers;
  const found = new Set(photos.map(({ key }) => key));
  const encoded = new Set<string>();
  let device: DeviceInUse | null = null;
  // Known before the first photo is encoded: whoever comes back after a run that was cut short is told what is missing.
  if (photos.length > folder.total)
    await index.changeFolder(folder.id, (now) => ({
      ...now,
      total: photos.length,
    }));
  const workOf = (into: FolderIndex) =>
    photosToEncode(photos, into, wish.retryFailed);
  const short = await missingRoom(
    towers.map((into) => ({ into, work: workOf(into) })),
    index,
  );
  for (const [at, into] of towers.entries()) {
    const work = workOf(into);
    if (work.length === 0) continue;
    const pass = { at, of: towers.length };
    const isThere = (key: PhotoKey) =>
      found.has(key) || !(records.has(key) || missing.has(key));
    const twins = new Twins(foldersUnder(into.revision), isThere, index);
    for await (const status of encodeFor(
      { picked, photos, work, encoded, pass, twins, short },
      into,
      index,
      () => openEncoder(into.revision),
      signal,
    )) {
      device = status.device;
      yield status;
    }
  }
  // After encoding: what was moved is still known under its old path until then.
  const notice =
    (await forgetMissing(scanned, job, index)) ?? unseenIn(scanned, towers);
  for (const { revision, table } of towers)
    await index.merge(revision, folder.id, table);
  if (photos.length === 0 && records.size === 0)
    throw new FailureError({ kind: "no-photos", folder: folder.name });
  // The clock tells people when; nothing is decided by it.
  const scan = { total: photos.length, scannedMs: Date.now() };
  const told = await index.changeFolder(folder.id, (now) => ({
    ...now,
    ...scan,
  }));
  const failures = photos.flatMap(({ key }) => failureIn(records.get(key)));
  for (const { path } of failures) encoded.delete(path);
  const [total, failed] = [photos.length, failures.length];
  yield {
    phase: "ready",
    folder: told ?? { ...folder, ...scan },
    counts: {
      total,
      encoded: encoded.size,
      unchanged: total - encoded.size - failed,
      failed,
    },
    failures,
    device,
    elapsedMs: performance.now() - startedMs,
    notice,
  };
}

interface Pass {
  readonly picked: PickedFolder;
  readonly photos: readonly PhotoFile[];
  /** Those of them that the tower must encode. */
  readonly work: readonly PhotoFile[];
  /** Paths that any tower encoded in this run; grows. */
  readonly encoded: Set<string>;
  readonly twins: Twins;
  /** What was told before the run: it may not find room. */
  readonly short: Failure | null;
  readonly pass: { readonly at: number; readonly of: number };
}

/** Encodes for one image tower; the counts are that tower's. */
async function* encodeFor(
  { picked, photos, work, encoded, pass, twins, short }: Pass,
  into: FolderIndex,
  index: PhotoIndex,
  openEncoder: () => Promise<ImageEncoder>,
  signal: AbortSignal,
): AsyncGenerator<Extract<RunStatus, { phase: "indexing" }>> {
  const todo = new Set(work);
  const failures = photos
    .filter((photo) => !todo.has(photo))
    .flatMap(({ key }) => failureIn(into.records.get(key)));
  let unchanged = photos.length - work.length - failures.length;
  let done = 0;
  let encoder: ImageEncoder | null = null;
  const status = (current: string, photosPerSecond: number) => ({
    phase: "indexing" as const,
    folder: into.folder,
    counts: {
      total: photos.length,
      unchanged,
      encoded: done,
      failed: failures.length,
    },
    failures: [...failures],
    device: encoder?.inUse ?? null,
    current,
    photosPerSecond,
    pass,
    notice: short,
  });
  yield status("", 0);
  encoder = await openEncoder();
  signal.throwIfAborted();
  const photosDone = () => unchanged + done + failures.length;
  const rate = new Rate(photosDone());
  const encoding = encodePhotos(
    work,
    picked,
    into,
    index,
    encoder,
    twins,
    signal,
  );
  let last = "";
  for await (const { path, failure, isTwin } of encoding) {
    last = path;
    if (failure) failures.push(failure);
    else if (isTwin) unchanged++;
    else {
      done++;
      encoded.add(path);
    }
    if (rate.isNews()) yield status(path, rate.add(photosDone()));
  }
  // Told even where the last photo was no news, so that the next pass and the end know the device.
  yield status(last, rate.add(photosDone()));
}
