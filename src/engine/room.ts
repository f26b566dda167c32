/**
 * Whether what a run will store has room, told before it starts. Chromium by default claims at least 10 GiB or the size of
 * the disk, so there most people learn it only when a batch finds no room.
 */
import type { Failure } from "../failures";
import type { PhotoFile } from "../photo";
import type { PhotoIndex } from "../photo-index";
import type { FolderIndex } from "./folder-index";

/**
 * Bytes that a photo takes. Measured in Chromium 156: how much `navigator.storage.estimate()` tells of IndexedDB after so
 * many photos, less their thumbnails and vectors. 79 photos (of all orientations, HDR, the samples) took
 * 28,050 each, 24,943 of it their thumbnails; 400 small ones (Flickr8k) 14,920, of it 11,299.
 */
const thumbnailBytes = 25_000;
const recordBytes = 2_000;
const numberBytes = 4;

/** From so many thumbnails on, those of the folder itself tell more; more than so many tell nothing new. */
const enoughThumbnails = 20;
const lookedAtThumbnails = 100;

/** What one image tower must encode of a folder. */
export interface TowerWork {
  readonly into: FolderIndex;
  readonly work: readonly PhotoFile[];
}

/** @returns what a person should hear before the run; null where all fits, and where the browser does not tell */
export async function missingRoom(
  towers: readonly TowerWork[],
  index: PhotoIndex,
): Promise<Failure | null> {
  const work = new Set(towers.flatMap(({ work }) => work));
  const storage = navigator.storage as StorageManager | undefined;
  const estimate = work.size > 0 && (await storage?.estimate());
  const [first] = towers;
  if (!estimate || !first) return null;
  const { folder, records } = first.into;
  // What is indexed already only gets a vector more.
  const added = [...work].filter(
    ({ key }) => records.get(key)?.state.kind !== "indexed",
  );
  const eachBytes =
    recordBytes + ((await meanThumbnail(folder.id, index)) ?? thumbnailBytes);
  const vectorBytes = towers.reduce(
    (sum, { into, work }) => sum + work.length * into.table.dim * numberBytes,
    0,
  );
  const neededBytes = added.length * eachBytes + vectorBytes;
  const { quota = 0, usage = 0 } = estimate;
  const freeBytes = Math.max(0, quota - usage);
  if (neededBytes <= freeBytes) return null;
  return {
    kind: "storage-short",
    photos: work.size,
    fit: Math.floor((work.size * freeBytes) / neededBytes),
    neededBytes,
    freeBytes,
  };
}

async function meanThumbnail(
  folderId: string,
  index: PhotoIndex,
): Promise<number | null> {
  const known = await index.thumbnailsOf(folderId, lookedAtThumbnails);
  if (known.length < enoughThumbnails) return null;
  return known.reduce((sum, { size }) => sum + size, 0) / known.length;
}
