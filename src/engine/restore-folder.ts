/** A folder of an earlier visit, as far as the browser still lets us read it. */
import type { PickedFolder } from "../photo";
import type { PhotoIndex } from "../photo-index";
import { savedHandle } from "../settings";
import { loadFolder, restingStatus, type FolderTowers } from "./folder-index";
import type { Tower } from "./library";
import type { FolderStatus } from "./messages";
import { disconnectedStatus } from "./resting";

interface Restored {
  readonly towers: FolderTowers;
  /** Undefined where the person must be asked first. */
  readonly picked: PickedFolder | undefined;
  readonly status: FolderStatus;
}

export async function restoreFolder(
  id: string,
  index: PhotoIndex,
  inUse: readonly Tower[],
): Promise<Restored> {
  const towers = await loadFolder(id, index, inUse);
  const { kind } = towers[0].folder;
  const handle = (await savedHandle(id)) ?? null;
  const granted =
    handle && (await handle.queryPermission({ mode: "read" })) === "granted";
  if (kind === "samples") return readable({ kind });
  if (handle && granted) return readable({ kind: "handle", handle });
  const status = disconnectedStatus(towers, handle);
  return { towers, picked: undefined, status };

  function readable(picked: PickedFolder): Restored {
    const resting = restingStatus(towers);
    return { towers, picked, status: { phase: "waiting", ...resting } };
  }
}
