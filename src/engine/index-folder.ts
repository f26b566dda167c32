/** Indexes a folder: finds its photos, leaves alone what is known and unchanged, encodes the rest, and tells how it goes. */
import type { DeviceInUse } from "../encoders/device";
import type { ImageEncoder } from "../encoders/image-encoder";
import { FailureError } from "../failures";
import type { PhotoFile, PickedFolder } from "../photo";
import { isEncodedBy, type PhotoIndex, type PhotoRecord } from "../photo-index";
import { encodePhotos } from "./encode-photos";
import { failureIn, type FolderIndex, type FolderTowers } from "./folder-index";
import type { FolderStatus } from "./messages";
import { Rate } from "./rate";
import { forgetMissing, scanFolder } from "./scan-folder";

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
  picked: PickedFolder,
  towers: FolderTowers,
  index: PhotoIndex,
  openEncoder: (revision: string) => Promise<ImageEncoder>,
  signal: AbortSignal,
): AsyncGenerator<RunStatus> {
  const startedMs = performance.now();
  const photos: PhotoFile[] = [];
  for await (const found of scanFolder(picked, towers, photos, signal))
    yield found;
  const notice = await forgetMissing(photos, towers, index);
  const [{ folder, records }] = towers;
  if (photos.length === 0 && !notice)
    throw new FailureError({ kind: "no-photos", folder: folder.name });

  const encoded = new Set<string>();
  let device: DeviceInUse | null = null;
  for (const [at, into] of towers.entries()) {
    const work = photosToEncode(photos, into);
    if (work.length === 0) continue;
    const pass = { at, of: towers.length };
    for await (const status of encodeFor(
      { photos, work, encoded, pass },
      into,
      index,
      () => openEncoder(into.revision),
      signal,
    )) {
      device = status.device;
      yield status;
    }
  }
  await index.putFolder({ ...folder, total: photos.length });
  const failures = photos.flatMap(({ key }) => failureIn(records.get(key)));
  for (const { path } of failures) encoded.delete(path);
  const [total, failed] = [photos.length, failures.length];
  yield {
    phase: "ready",
    folder,
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
  readonly photos: readonly PhotoFile[];
  /** Those of them that the tower must encode. */
  readonly work: readonly PhotoFile[];
  /** Paths that any tower encoded in this run; grows. */
  readonly encoded: Set<string>;
  readonly pass: { readonly at: number; readonly of: number };
}

/** Encodes for one image tower; the counts are that tower's. */
async function* encodeFor(
  { photos, work, encoded, pass }: Pass,
  into: FolderIndex,
  index: PhotoIndex,
  openEncoder: () => Promise<ImageEncoder>,
  signal: AbortSignal,
): AsyncGenerator<Extract<RunStatus, { phase: "indexing" }>> {
  const todo = new Set(work);
  const failures = photos
    .filter((photo) => !todo.has(photo))
    .flatMap(({ key }) => failureIn(into.records.get(key)));
  const unchanged = photos.length - work.length - failures.length;
  let done = 0;
  let device: DeviceInUse | null = null;
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
    device,
    current,
    photosPerSecond,
    pass,
  });
  yield status("", 0);
  const encoder = await openEncoder();
  signal.throwIfAborted();
  device = encoder.inUse;
  const rate = new Rate();
  const encoding = encodePhotos(work, into, index, encoder, signal);
  let last = "";
  for await (const { path, failure } of encoding) {
    last = path;
    if (failure) failures.push(failure);
    else {
      done++;
      encoded.add(path);
    }
    if (rate.isNews()) yield status(path, rate.add(done + failures.length));
  }
  // Told even where the last photo was no news, so that the next pass and the end know the device.
  yield status(last, rate.add(done + failures.length));
}

/** Photos that must be encoded, newest first, so that search is useful early. */
export function photosToEncode(
  photos: readonly PhotoFile[],
  into: FolderIndex,
): PhotoFile[] {
  return photos
    .filter((photo) => !isKnown(photo, into.records.get(photo.key), into))
    .sort((a, b) => b.modifiedMs - a.modifiedMs);
}

/** Unchanged since it was indexed, or since it failed for a reason that only a change can mend. */
function isKnown(
  photo: PhotoFile,
  record: PhotoRecord | undefined,
  { table, revision }: FolderIndex,
): boolean {
  if (
    record?.sizeBytes !== photo.sizeBytes ||
    record.modifiedMs !== photo.modifiedMs
  )
    return false;
  return record.state.kind === "indexed"
    ? table.has(photo.key) && isEncodedBy(record, revision)
    : record.state.failure.kind !== "unreadable-photo";
}
