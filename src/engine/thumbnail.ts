/** A photo's small picture: as stored, or made anew where the store has lost it. */
import { showPhoto } from "../decode-photo";
import type { PhotoKey } from "../photo";
import type { PhotoIndex } from "../photo-index";
import type { Folders } from "./folders";

/** @returns null where none is stored and the photo can't be read now */
export async function thumbnailOf(
  key: PhotoKey,
  index: PhotoIndex,
  folders: Folders,
): Promise<Blob | null> {
  const stored = await index.thumbnail(key);
  const original = stored ? null : await folders.originalOf(key);
  if (!original) return stored ?? null;
  const made = await showPhoto(original, key, "thumbnail").catch(() => null);
  // Where there is no room to keep it, it is shown all the same.
  if (made) await index.putThumbnail(key, made).catch(() => undefined);
  return made;
}
