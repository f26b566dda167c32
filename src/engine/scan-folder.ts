/** Finds a folder's photos, and forgets those that are gone. */
import type { Failure } from "../failures";
import { findPhotos } from "../folder";
import { checkReadable } from "../folder-there";
import { isVideo } from "../formats/video-name";
import {
  isUnder,
  type PhotoFile,
  type PhotoKey,
  type PickedFolder,
} from "../photo";
import type { PhotoIndex } from "../photo-index";
import { searchableBy, type FolderTowers } from "./folder-index";
import { savedVideos } from "../settings";
import type { FolderStatus, RunWish } from "./messages";
import { newsMs } from "./rate";

type Scanning = Extract<FolderStatus, { phase: "scanning" }>;

/** Where this share of the known photos is suddenly gone, the disk is probably unplugged: nothing is removed. */
const emptiedShare = 0.2;

/** A folder that can be read, its part of the index, and what to do beside the usual. */
export interface IndexingJob {
  readonly picked: PickedFolder;
  readonly towers: FolderTowers;
  readonly wish: RunWish;
  /**
   * Told of photos that were not found: true where another folder, which they may have moved to, comes first, and this
   * one is looked through again after it.
   */
  readonly isPutOff: (missing: readonly PhotoKey[]) => boolean;
  /** Photos that other folders were found to miss. */
  readonly missing: ReadonlySet<PhotoKey>;
}

/** What is in a folder: photos, and paths of sub-folders and photos that can't be looked at. */
export interface Found {
  readonly photos: PhotoFile[];
  readonly unseen: string[];
}

/** Fills `found` and tells how many photos there are so far. */
export async function* scanFolder(
  picked: PickedFolder,
  towers: FolderTowers,
  { photos, unseen }: Found,
  signal: AbortSignal,
): AsyncGenerator<Scanning> {
  const [{ folder }] = towers;
  let toldMs = -Infinity;
  const status = (): Scanning => ({
    phase: "scanning",
    folder,
    counts: {
      total: photos.length,
      encoded: 0,
      unchanged: Math.min(searchableBy(towers), photos.length),
      failed: 0,
    },
    failures: [],
    device: null,
  });
  yield status();
  const videos = await savedVideos();
  const walk = findPhotos(picked, folder.id, videos, signal, unseen);
  for await (const photo of walk) {
    if (isUnder(photo.path, folder.excluded ?? [])) continue;
    photos.push(photo);
    if (performance.now() - toldMs < newsMs) continue;
    toldMs = performance.now();
    yield status();
  }
}

/** What is known and was not found, but for what may be where nothing could be seen. */
function missingPhotos(
  { photos, unseen }: Found,
  [{ records }]: FolderTowers,
): PhotoKey[] {
  const found = new Set<PhotoKey>(photos.map(({ key }) => key));
  const places = new Set(unseen);
  return [...records].flatMap(([key, { path }]) =>
    found.has(key) || isAtOrUnder(path, places) ? [] : [key],
  );
}

function isAtOrUnder(path: string, places: ReadonlySet<string>): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1))
    if (places.has(path.slice(0, end))) return true;
  return false;
}

/** What of the folder could not be looked at. */
export function unseenIn(
  { unseen }: Found,
  [{ folder }]: FolderTowers,
): Failure | null {
  const [first] = unseen;
  if (first === undefined) return null;
  const places = unseen.length;
  return { kind: "sub-folders-unseen", folder: folder.name, places, first };
}

/**
 * Removes what a complete scan did not find, unless so much is gone that the disk must be: what was left out on purpose
 * and what was found under another path does not count as gone. Where the wish says so, the person said that it is gone.
 * @throws FailureError folder-gone or permission: a disk that went during the scan looks as if photos had
 */
export async function forgetMissing(
  scanned: Found,
  { picked, towers, wish, isPutOff }: IndexingJob,
  index: PhotoIndex,
): Promise<Failure | null> {
  const missing = missingPhotos(scanned, towers);
  if (missing.length === 0) return null;
  if (picked.kind === "handle") await checkReadable(picked.handle);
  if (isPutOff(missing)) return null;
  const { photos } = scanned;
  const [{ folder, records }] = towers;
  const moved = new Set(photos.map(({ key }) => records.get(key)?.hash));
  const videos = await savedVideos();
  const gone = missing.filter((key) => {
    const { path, hash } = records.get(key) ?? { path: "" };
    const isMoved = hash !== undefined && moved.has(hash);
    // Videos that nobody wants any more are not gone, nor is what was left out.
    const isUnwanted =
      (!videos && isVideo(key)) || isUnder(path, folder.excluded ?? []);
    return !isMoved && !isUnwanted;
  });
  const known = records.size - missing.length + gone.length;
  // One photo of a few is somebody tidying up; the last one may be a disk that is not there.
  const isSuspect =
    gone.length > known * emptiedShare &&
    (gone.length > 1 || photos.length === 0);
  const isEmptied = isSuspect && !wish.forgetMissing;
  const stays = new Set(isEmptied ? gone : []);
  const forgotten = missing.filter((key) => !stays.has(key));
  if (forgotten.length > 0)
    for (const { revision, table } of towers)
      await index.remove(revision, folder.id, forgotten, table);
  for (const key of forgotten) records.delete(key);
  return isEmptied
    ? {
        kind: "folder-emptied",
        folder: folder.name,
        missing: gone.length,
        known,
      }
    : null;
}
