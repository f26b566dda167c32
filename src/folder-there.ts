/** Whether a folder can still be read, asked when one of its photos can't: a photo may be at fault, or the disk may be gone. */
import { FailureError } from "./failures";
import type { PickedFolder } from "./photo";

/** Of picked files, which have no folder to ask, so many are tried. */
const triedFiles = 16;

/** @throws FailureError folder-gone or permission, where it is the folder that can't be read */
export async function checkFolder(picked: PickedFolder): Promise<void> {
  switch (picked.kind) {
    case "handle":
      // A disk that was unplugged may leave an empty folder where it was.
      if (!(await checkReadable(picked.handle)))
        throw new FailureError({
          kind: "folder-gone",
          folder: picked.handle.name,
        });
      return;
    case "files":
      if (!(await isAnyThere(picked.files.map(({ file }) => file))))
        throw new FailureError({ kind: "folder-gone", folder: picked.name });
      return;
    case "samples":
      return;
  }
}

/**
 * @returns whether anything is in it
 * @throws FailureError folder-gone or permission, where it can't be listed
 */
export async function checkReadable(
  handle: FileSystemDirectoryHandle,
): Promise<boolean> {
  const folder = handle.name;
  if ((await handle.queryPermission({ mode: "read" })) !== "granted")
    throw new FailureError({ kind: "permission", folder });
  const first = await handle
    .values()
    .next()
    .catch((error: unknown) => {
      throw unreadableFolder(error, folder);
    });
  return !first.done;
}

/** Why the browser can't list a folder. */
export const unreadableFolder = (error: unknown, folder: string) =>
  new FailureError({
    kind:
      error instanceof DOMException && error.name === "NotFoundError"
        ? "folder-gone"
        : "permission",
    folder,
  });

/** From all over the folder: those beside a photo that is gone may be gone with it. */
async function isAnyThere(files: readonly Blob[]): Promise<boolean> {
  const step = Math.max(1, Math.floor(files.length / triedFiles));
  for (let at = 0; at < files.length; at += step) {
    const byte = files[at]?.slice(0, 1).arrayBuffer();
    const isThere = await byte?.then(
      () => true,
      () => false,
    );
    if (isThere) return true;
  }
  return false;
}
