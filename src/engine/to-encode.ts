/** Which photos of a folder an image tower has to encode. */
import { isEncodedBy } from "../index-schema";
import type { PhotoFile } from "../photo";
import { failureIn, type FolderIndex } from "./folder-index";

/** Photos that must be encoded, newest first, so that search is useful early. */
export function photosToEncode(
  photos: readonly PhotoFile[],
  into: FolderIndex,
  retryFailed = false,
): PhotoFile[] {
  return photos
    .filter((photo) => !isKnown(photo, into, retryFailed))
    .sort((a, b) => b.modifiedMs - a.modifiedMs);
}

/** Unchanged since it was indexed, or since it failed for a reason that only a change can mend. */
function isKnown(
  photo: PhotoFile,
  { table, records, revision }: FolderIndex,
  retryFailed: boolean,
): boolean {
  const record = records.get(photo.key);
  if (
    record?.sizeBytes !== photo.sizeBytes ||
    record.modifiedMs !== photo.modifiedMs
  )
    return false;
  const [failure] = failureIn(record);
  // That another image tower gave it no vector says nothing of this one.
  const isOfOthers =
    failure?.kind === "no-vector" && failure.revision !== revision;
  if (failure && !isOfOthers)
    return !retryFailed && failure.kind !== "unreadable-photo";
  return table.has(photo.key) && isEncodedBy(record, revision);
}
