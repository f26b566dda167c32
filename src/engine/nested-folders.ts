/** Folders of the index that lie in each other, as far as the browser can tell by their handles. */
import { isUnder } from "../photo";
import { isSkippedFolder } from "../photo-names";
import type { FolderRecord } from "../index-schema";
import { savedHandle } from "../settings";
import type { InnerFolder } from "../take-in-folders";
import type { FolderQuestion } from "./messages";

/** The known folder that a picked one lies in, and with which its photos are indexed. */
export async function folderAround(
  handle: FileSystemDirectoryHandle,
  folders: readonly FolderRecord[],
): Promise<Extract<FolderQuestion, { kind: "inside" }> | undefined> {
  for (const folder of folders) {
    const known = await savedHandle(folder.id);
    const path = known && (await pathTo(handle, known));
    if (!path) continue;
    const leftOut = folder.excluded?.find((out) => isUnder(`${path}/`, [out]));
    return { kind: "inside", folder, leftOut: leftOut ?? null };
  }
  return undefined;
}

/** The known folders that lie in a picked one, and would be indexed with it. */
export async function foldersInside(
  handle: FileSystemDirectoryHandle,
  folders: readonly FolderRecord[],
): Promise<InnerFolder[]> {
  const inside: InnerFolder[] = [];
  for (const folder of folders) {
    const known = await savedHandle(folder.id);
    const path = known && (await pathTo(known, handle));
    if (path) inside.push({ folder, path });
  }
  return inside;
}

/** Where a folder lies in another; null where it does not, where it is that one, and where it is left alone with what is in it. */
async function pathTo(
  inner: FileSystemDirectoryHandle,
  outer: FileSystemDirectoryHandle,
): Promise<string | null> {
  const names = (await outer.resolve(inner)) ?? [];
  const isSkipped = names.some((name, at) =>
    isSkippedFolder(name, names[at - 1] ?? outer.name),
  );
  return names.length === 0 || isSkipped ? null : names.join("/");
}
