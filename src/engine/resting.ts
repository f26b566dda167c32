/** Where a folder stands while nobody indexes it. */
import type { Failure } from "../failures";
import type { PickedFolder } from "../photo";
import { savedHandle } from "../settings";
import { restingStatus, searchableBy, type FolderTowers } from "./folder-index";
import { towerOf, type Installed } from "./library";
import type { FolderStatus } from "./messages";

/** The folder can't be read now; where nothing is left to encode, nobody needs to be asked for it. */
export function disconnectedStatus(
  towers: FolderTowers,
  handle: FileSystemDirectoryHandle | null,
): FolderStatus {
  const status = restingStatus(towers);
  const [{ folder }] = towers;
  if (folder.restored)
    return {
      phase: "disconnected",
      ...status,
      handle,
      failure: { kind: "folder-restored", folder: folder.name },
    };
  const { total, unchanged, failed } = status.counts;
  const complete = unchanged + failed >= total && total > 0;
  if (complete && !handle)
    return { phase: "ready", ...status, elapsedMs: 0, notice: null };
  return {
    phase: "disconnected",
    ...status,
    handle,
    failure: { kind: "permission", folder: status.folder.name },
  };
}

/**
 * A run that could not go on: where the browser may not read the folder any more, a person can allow it again.
 * @param notice what was told before the run
 */
export const stoppedBy = (
  failure: Failure,
  picked: PickedFolder | undefined,
  status: Omit<FolderStatus, "phase">,
  notice: Failure | null,
): FolderStatus =>
  failure.kind === "permission" && picked?.kind === "handle"
    ? { phase: "disconnected", ...status, handle: picked.handle, failure }
    : { phase: "failed", ...status, failure, notice };

/** After a change of models: ready, or how many photos some of them still wait for. */
function behindStatus(
  towers: FolderTowers,
  compared: readonly Installed[],
): FolderStatus {
  const status = restingStatus(towers);
  const { total, failed } = status.counts;
  const toEncode = total - failed - searchableBy(towers);
  if (toEncode <= 0)
    return { phase: "ready", ...status, elapsedMs: 0, notice: null };
  const waiting = new Set(
    towers
      .filter(({ table }) => table.size < total - failed)
      .map(({ revision }) => revision),
  );
  const models = compared
    .filter((model) => waiting.has(towerOf(model).revision))
    .map(({ spec }) => spec.title);
  return { phase: "behind", ...status, models, toEncode };
}

/** @param picked undefined where the folder can't be read now */
export async function statusAtRest(
  towers: FolderTowers,
  picked: PickedFolder | undefined,
  compared: readonly Installed[],
): Promise<FolderStatus> {
  if (picked) return behindStatus(towers, compared);
  const handle = (await savedHandle(towers[0].folder.id)) ?? null;
  return disconnectedStatus(towers, handle);
}
