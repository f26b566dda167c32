/** Which folder of the index a picked one is: the same folder picked again must not be indexed twice. */
import type { PickedFolder } from "../photo";
import type { PhotoIndex } from "../photo-index";
import type { FolderRecord } from "../index-schema";
import { savedHandle, saveHandle } from "../settings";
import { randomId } from "./random-id";

/**
 * Finds the folder in the index or adds it. Handles are compared by the browser (isSameEntry); picked files have no
 * identity, so the same name and over half of path and size equal make the same folder.
 */
export async function findFolder(
  picked: PickedFolder,
  index: PhotoIndex,
): Promise<FolderRecord> {
  const known = await knownFolder(picked, index);
  if (known) return known;
  const id = picked.kind === "samples" ? "samples" : randomId();
  if (picked.kind === "handle") await saveHandle(id, picked.handle);
  const folder = { id, name: nameOf(picked), kind: picked.kind, total: 0 };
  await index.putFolder(folder);
  return folder;
}

async function knownFolder(
  picked: PickedFolder,
  index: PhotoIndex,
): Promise<FolderRecord | undefined> {
  for (const folder of await index.folders()) {
    if (folder.kind !== picked.kind) continue;
    if (picked.kind === "samples") return folder;
    if (
      picked.kind === "handle" &&
      (await (await savedHandle(folder.id))?.isSameEntry(picked.handle))
    )
      return folder;
    if (
      picked.kind === "files" &&
      folder.name === picked.name &&
      (await mostlyKnown(picked, folder.id, index))
    )
      return folder;
  }
  return undefined;
}

async function mostlyKnown(
  { files }: PickedFolder & { kind: "files" },
  folderId: string,
  index: PhotoIndex,
) {
  const records = await index.photosOf(folderId);
  const sizes = new Map(
    [...records.values()].map(({ path, sizeBytes }) => [path, sizeBytes]),
  );
  return (
    files.filter(({ path, file }) => sizes.get(path) === file.size).length >
    sizes.size / 2
  );
}

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
