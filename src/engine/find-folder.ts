/** Which folder of the index a picked one is: the same folder picked again must not be indexed twice. */
import { findPhotos } from "../folder";
import type { PickedFolder } from "../photo";
import type { PhotoIndex } from "../photo-index";
import type { FolderRecord } from "../index-schema";
import { isSameFolder } from "../same-folder";
import { savedHandle, saveHandle } from "../settings";
import { randomId } from "./random-id";

/**
 * Finds the folder in the index or adds it. Handles are compared by the browser (isSameEntry); picked files have no
 * identity, and folders of a backup have no handle, so the same name and over half of path and size equal make the same
 * folder.
 */
export async function findFolder(
  picked: PickedFolder,
  index: PhotoIndex,
): Promise<FolderRecord> {
  const known = await knownFolder(picked, index);
  const { restored, ...folder } = known ?? {
    id: picked.kind === "samples" ? "samples" : randomId(),
    name: nameOf(picked),
    total: 0,
  };
  if (known && !restored) return known;
  if (picked.kind === "handle") await saveHandle(folder.id, picked.handle);
  const record = { ...folder, kind: picked.kind };
  await index.putFolder(record);
  return record;
}

async function knownFolder(
  picked: PickedFolder,
  index: PhotoIndex,
): Promise<FolderRecord | undefined> {
  const folders = await index.folders();
  for (const folder of folders) {
    if (picked.kind === "samples" && folder.kind === "samples") return folder;
    const handle =
      picked.kind === "handle" ? await savedHandle(folder.id) : undefined;
    if (picked.kind === "handle" && (await handle?.isSameEntry(picked.handle)))
      return folder;
  }
  for (const folder of folders) {
    const byPhotos =
      folder.restored ??
      (picked.kind === "files" && folder.kind === picked.kind);
    if (!byPhotos || folder.name !== nameOf(picked)) continue;
    const known = await index.photosOf(folder.id);
    if (await isSameFolder(findPhotos(picked, folder.id, true, never), known))
      return folder;
  }
  return undefined;
}

/** It is looked through only until it is known. */
const never = new AbortController().signal;

function nameOf(picked: PickedFolder): string {
  switch (picked.kind) {
    case "handle":
      return picked.handle.name;
    case "files":
      return picked.name;
    case "samples":
      return "Sample photos";
  }
}
