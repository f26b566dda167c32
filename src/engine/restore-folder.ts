/** A folder of an earlier visit, as far as the browser still lets us read it. */
import type { PickedFolder } from "../photo";
import { savedHandle } from "../settings";
import { restingStatus, type FolderTowers } from "./folder-index";
import type { FolderStatus } from "./messages";
import { disconnectedStatus } from "./resting";

interface Restored {
  /** Undefined where the person must be asked first. */
  readonly picked: PickedFolder | undefined;
  readonly status: FolderStatus;
}

export async function restoreFolder(towers: FolderTowers): Promise<Restored> {
  const { id, kind } = towers[0].folder;
  const handle = (await savedHandle(id)) ?? null;
  const granted =
    handle && (await handle.queryPermission({ mode: "read" })) === "granted";
  const status = { phase: "waiting", ...restingStatus(towers) } as const;
  if (kind === "samples") return { picked: { kind }, status };
  if (handle && granted) return { picked: { kind: "handle", handle }, status };
  return { picked: undefined, status: disconnectedStatus(towers, handle) };
}
