/** Finds a folder's photos, and forgets those that are gone. */
import type { Failure } from "../failures";
import { findPhotos } from "../folder";
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
import type { FolderStatus } from "./messages";
import { newsMs } from "./rate";

type Scanning = Extract<FolderStatus, { phase: "scanning" }>;

/** Where this share of the known photos is suddenly gone, the disk is probably unplugged: nothing is removed. */
const emptiedShare = 0.2;

/** Fills `photos` and tells how many were found so far. */
export async function* scanFolder(
  picked: PickedFolder,
  towers: FolderTowers,
  photos: PhotoFile[],
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
  for await (const photo of findPhotos(picked, folder.id, videos, signal)) {
    if (isUnder(photo.path, folder.excluded ?? [])) continue;
    photos.push(photo);
    if (performance.now() - toldMs < newsMs) continue;
    toldMs = performance.now();
    yield status();
  }
}

/**
 * Removes what a complete scan did not find, unless so much is gone that the disk must be: what was left out on purpose
 * and what was found under another path does not count as gone.
 * @param force removes all of it: the person said that it is gone
 */
export async function forgetMissing(
  photos: readonly PhotoFile[],
  towers: FolderTowers,
  force: boolean,
  index: PhotoIndex,
): Promise<Failure | null> {
  const [{ folder, records }] = towers;
  const found = new Set<PhotoKey>(photos.map(({ key }) => key));
  const missing = [...records.keys()].filter((key) => !found.has(key));
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
  const isEmptied = isSuspect && !force;
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
