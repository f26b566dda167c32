/** The folder of the last visit, as far as the browser still lets us read it. */
import type { PickedFolder } from "../photo";
import type { PhotoIndex } from "../photo-index";
import { savedFolderId, savedHandle } from "../settings";
import { loadFolder, restingStatus, type FolderTowers } from "./folder-index";
import type { Tower } from "./library";
import type { IndexStatus } from "./messages";
import { disconnectedStatus } from "./resting";

interface Restored {
  readonly folder: FolderTowers | undefined;
  /** Undefined where the person must be asked first. */
  readonly picked: PickedFolder | undefined;
  readonly status: IndexStatus;
}

export async function restoreFolder(
  index: PhotoIndex,
  towers: readonly Tower[],
): Promise<Restored> {
  const id = await savedFolderId();
  if (id === undefined || !(await index.folder(id)))
    return { folder: undefined, picked: undefined, status: { phase: "empty" } };
  const folder = await loadFolder(id, index, towers);
  const { kind } = folder[0].folder;
  const handle = (await savedHandle(id)) ?? null;
  const granted =
    handle && (await handle.queryPermission({ mode: "read" })) === "granted";
  if (kind === "samples") return readable({ kind });
  if (handle && granted) return readable({ kind: "handle", handle });
  const status = disconnectedStatus(folder, handle);
  return { folder, picked: undefined, status };

  function readable(picked: PickedFolder): Restored {
    const resting = restingStatus(folder);
    return { folder, picked, status: { phase: "scanning", ...resting } };
  }
}
