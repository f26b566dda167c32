/** Which folder of the index a picked one is: the same folder picked again must not be indexed twice. */
import { findPhotos } from "../folder";
import type { PickedFolder } from "../photo";
import type { PhotoIndex } from "../photo-index";
import type { FolderRecord } from "../index-schema";
import { countFoundAgain } from "../same-folder";
import { savedHandle } from "../settings";
import type { InnerFolder } from "../take-in-folders";
import type { FolderAnswers, FolderQuestion } from "./messages";
import { folderAround, foldersInside } from "./nested-folders";
import type { OpenFolder } from "./open-folders";
import { randomId } from "./random-id";

export interface FoundFolder {
  readonly kind: "found";
  readonly folder: FolderRecord;
  /** Whether the index holds it as it is here. */
  readonly isStored: boolean;
  /** Known folders that become part of it. */
  readonly inner: readonly InnerFolder[];
}

/**
 * Finds the folder in the index, or describes a new one. Handles are compared by the browser (isSameEntry, resolve); picked
 * files have no identity, and folders of a backup have no handle, so the same name and over half of path and size equal
 * make the same folder.
 * @returns a question where only a person can tell
 */
export async function findFolder(
  picked: PickedFolder,
  answers: FolderAnswers,
  index: PhotoIndex,
  open: ReadonlyMap<string, OpenFolder>,
): Promise<FoundFolder | FolderQuestion> {
  const folders = await index.folders();
  const same = await sameEntry(picked, folders);
  let inner: readonly InnerFolder[] = [];
  if (picked.kind === "handle") {
    const around = same
      ? undefined
      : await folderAround(picked.handle, folders);
    if (around) return around;
    inner = await foldersInside(picked.handle, folders);
    if (inner.length > 0 && !answers.takesIn)
      return { kind: "around", folders: inner.map(({ folder }) => folder) };
  }
  const known =
    same ??
    (answers.same === undefined
      ? await knownByPhotos(picked, folders, index, open)
      : folders.find(({ id }) => id === answers.same));
  if (known?.kind === "same") return known;
  const { restored, ...folder } = known ?? {
    id: picked.kind === "samples" ? "samples" : randomId(),
    name: nameOf(picked),
    total: 0,
  };
  // A known one that is picked as files, which are gone with this visit, keeps its handle.
  const isKnown = known && !restored && (same ?? picked.kind !== "handle");
  return isKnown && inner.length === 0
    ? { kind: "found", folder: known, inner, isStored: true }
    : {
        kind: "found",
        folder: { ...folder, kind: picked.kind },
        inner,
        isStored: false,
      };
}

async function sameEntry(
  picked: PickedFolder,
  folders: readonly FolderRecord[],
): Promise<FolderRecord | undefined> {
  if (picked.kind === "samples")
    return folders.find(({ kind }) => kind === picked.kind);
  if (picked.kind === "files") return undefined;
  for (const folder of folders)
    if (await (await savedHandle(folder.id))?.isSameEntry(picked.handle))
      return folder;
  return undefined;
}

/**
 * The folder of this name that shares enough photos, or else a question about the one that shares most. Where both have
 * handles the browser has told them apart, but one of them may be a copy, or its disk be plugged in elsewhere.
 */
async function knownByPhotos(
  picked: PickedFolder,
  folders: readonly FolderRecord[],
  index: PhotoIndex,
  open: ReadonlyMap<string, OpenFolder>,
): Promise<
  FolderRecord | Extract<FolderQuestion, { kind: "same" }> | undefined
> {
  if (picked.kind === "samples") return undefined;
  let found = 0;
  let question: Extract<FolderQuestion, { kind: "same" }> | undefined;
  for (const folder of folders) {
    if (folder.kind === "samples" || folder.name !== nameOf(picked)) continue;
    const records = await index.photosOf(folder.id);
    const known = records.size;
    // Nothing was stored of it when its tab was closed.
    if (known === 0 && !open.get(folder.id)?.picked) return folder;
    const isToldApart =
      picked.kind === "handle" && (await savedHandle(folder.id)) !== undefined;
    const photos = findPhotos(picked, folder.id, true, never);
    const enough = isToldApart ? Infinity : known / 2;
    const again = await countFoundAgain(photos, records, enough);
    if (again > enough) return folder;
    if (again > found) question = { kind: "same", folder, found: again, known };
    found = Math.max(found, again);
  }
  return question;
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
