/** Indexes a folder: finds its photos, leaves alone what is known and unchanged, encodes the rest, and tells how it goes. */
import type { DeviceInUse } from "../encoders/device";
import type { ImageEncoder } from "../encoders/image-encoder";
import { FailureError, type Failure } from "../failures";
import { findPhotos } from "../folder";
import type { PhotoFile, PhotoKey, PickedFolder } from "../photo";
import type { PhotoIndex, PhotoRecord } from "../photo-index";
import type { VectorTable } from "../vector-table";
import { encodePhotos } from "./encode-photos";
import { failureIn, type FolderIndex } from "./folder-index";
import type { IndexCounts, IndexStatus } from "./messages";
import { newsMs, Rate } from "./rate";

/** What a run tells of itself; how it was stopped is told by who stopped it. */
export type RunStatus = Extract<
  IndexStatus,
  { phase: "scanning" | "indexing" | "ready" }
>;

/** Where this share of the known photos is suddenly gone, the disk is probably unplugged: nothing is removed. */
const emptiedShare = 0.2;
/** With fewer known photos than this, any share can be a person tidying up. */
const emptiedFrom = 10;

/**
 * Indexes one folder and yields its status, at most every 100 ms and at every change of phase.
 * @throws AbortError when the signal says so; FailureError for all that stops a run. What was encoded is stored.
 */
export async function* indexFolder(
  picked: PickedFolder,
  into: FolderIndex,
  index: PhotoIndex,
  openEncoder: () => Promise<ImageEncoder>,
  signal: AbortSignal,
): AsyncGenerator<RunStatus> {
  const startedMs = performance.now();
  const photos: PhotoFile[] = [];
  for await (const found of scan(picked, into, photos, signal)) yield found;
  const notice = await forgetMissing(photos, into, index);
  if (photos.length === 0 && !notice)
    throw new FailureError({ kind: "no-photos", folder: into.folder.name });

  const { folder } = into;
  const work = photosToEncode(photos, into);
  const todo = new Set(work);
  const failures = photos
    .filter((photo) => !todo.has(photo))
    .flatMap(({ key }) => failureIn(into.records.get(key)));
  const progress = {
    total: photos.length,
    unchanged: photos.length - work.length - failures.length,
    encoded: 0,
  };
  const counts = (): IndexCounts => ({ ...progress, failed: failures.length });
  let device: DeviceInUse | null = null;
  if (work.length > 0) {
    yield {
      phase: "indexing",
      folder,
      counts: counts(),
      failures,
      device,
      current: "",
      photosPerSecond: 0,
    };
    const encoder = await openEncoder();
    signal.throwIfAborted();
    device = encoder.inUse;
    const rate = new Rate();
    for await (const { path, failure } of encodePhotos(
      work,
      into,
      index,
      encoder,
      signal,
    )) {
      if (failure) failures.push(failure);
      else progress.encoded++;
      if (rate.isNews())
        yield {
          phase: "indexing",
          folder,
          counts: counts(),
          failures: [...failures],
          device,
          current: path,
          photosPerSecond: rate.add(progress.encoded + failures.length),
        };
    }
  }
  await index.putFolder({ ...folder, total: photos.length });
  yield {
    phase: "ready",
    folder,
    counts: counts(),
    failures,
    device,
    elapsedMs: performance.now() - startedMs,
    notice,
  };
}

async function* scan(
  picked: PickedFolder,
  { folder, table }: FolderIndex,
  photos: PhotoFile[],
  signal: AbortSignal,
): AsyncGenerator<RunStatus> {
  let toldMs = -Infinity;
  const status = (): RunStatus => ({
    phase: "scanning",
    folder,
    counts: {
      total: photos.length,
      encoded: 0,
      unchanged: Math.min(table.size, photos.length),
      failed: 0,
    },
    failures: [],
    device: null,
  });
  yield status();
  for await (const photo of findPhotos(picked, folder.id, signal)) {
    photos.push(photo);
    if (performance.now() - toldMs < newsMs) continue;
    toldMs = performance.now();
    yield status();
  }
}

/** Photos that must be encoded, newest first, so that search is useful early. */
export function photosToEncode(
  photos: readonly PhotoFile[],
  { records, table }: FolderIndex,
): PhotoFile[] {
  return photos
    .filter((photo) => !isKnown(photo, records.get(photo.key), table))
    .sort((a, b) => b.modifiedMs - a.modifiedMs);
}

/** Unchanged since it was indexed, or since it failed for a reason that only a change can mend. */
function isKnown(
  photo: PhotoFile,
  record: PhotoRecord | undefined,
  table: VectorTable,
): boolean {
  if (
    record?.sizeBytes !== photo.sizeBytes ||
    record.modifiedMs !== photo.modifiedMs
  )
    return false;
  return record.state.kind === "indexed"
    ? table.has(photo.key)
    : record.state.failure.kind !== "unreadable-photo";
}

/** Removes what a complete scan did not find, unless so much is gone that the disk must be. */
async function forgetMissing(
  photos: readonly PhotoFile[],
  into: FolderIndex,
  index: PhotoIndex,
): Promise<Failure | null> {
  const found = new Set<PhotoKey>(photos.map(({ key }) => key));
  const known = into.records.size;
  const missing = [...into.records.keys()].filter((key) => !found.has(key));
  if (known >= emptiedFrom && missing.length > known * emptiedShare)
    return {
      kind: "folder-emptied",
      folder: into.folder.name,
      missing: missing.length,
      known,
    };
  if (missing.length > 0)
    await index.remove(into.revision, into.folder.id, missing, into.table);
  for (const key of missing) into.records.delete(key);
  return null;
}
