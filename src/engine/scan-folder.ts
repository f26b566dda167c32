/** Finds a folder's photos, and forgets those that are gone. */
import type { Failure } from "../failures";
import { findPhotos } from "../folder";
import { isVideo } from "../formats/video-name";
import type { PhotoFile, PhotoKey, PickedFolder } from "../photo";
import type { PhotoIndex } from "../photo-index";
import { searchableBy, type FolderTowers } from "./folder-index";
import { savedVideos } from "../settings";
import type { FolderStatus } from "./messages";
import { newsMs } from "./rate";

type Scanning = Extract<FolderStatus, { phase: "scanning" }>;

/** Where this share of the known photos is suddenly gone, the disk is probably unplugged: nothing is removed. */
const emptiedShare = 0.2;
/** With fewer known photos than this, any share can be a person tidying up. */
const emptiedFrom = 10;

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
  for await (const photo of findPhotos(
    picked,
    folder.id,
    await savedVideos(),
    signal,
  )) {
    photos.push(photo);
    if (performance.now() - toldMs < newsMs) continue;
    toldMs = performance.now();
    yield status();
  }
}

/** Removes what a complete scan did not find, unless so much is gone that the disk must be. */
export async function forgetMissing(
  photos: readonly PhotoFile[],
  towers: FolderTowers,
  index: PhotoIndex,
): Promise<Failure | null> {
  const [{ folder, records }] = towers;
  const found = new Set<PhotoKey>(photos.map(({ key }) => key));
  const known = records.size;
  const missing = [...records.keys()].filter((key) => !found.has(key));
  // Videos that nobody wants any more are not gone.
  const lost = (await savedVideos())
    ? missing
    : missing.filter((key) => !isVideo(key));
  if (known >= emptiedFrom && lost.length > known * emptiedShare)
    return {
      kind: "folder-emptied",
      folder: folder.name,
      missing: lost.length,
      known,
    };
  if (missing.length > 0)
    for (const { revision, table } of towers)
      await index.remove(revision, folder.id, missing, table);
  for (const key of missing) records.delete(key);
  return null;
}
