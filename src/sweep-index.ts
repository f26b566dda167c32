/** Removes what belongs to no folder of the index. */
import type { PhotoIndex } from "./photo-index";
import { forgetHandle, savedHandleIds } from "./settings";

/** Held while something is stored whose folder comes last: until then it looks like what is to be swept. */
export const unseenLock = "tulip-photos restore";

/**
 * Of a backup half restored, of a removal that the browser's end cut short, of a batch that another tab stored while its
 * folder was removed.
 */
export async function sweepIndex(index: PhotoIndex): Promise<void> {
  // The folders are read last: what another tab adds meanwhile has its record by then.
  const handles = await savedHandleIds();
  const stored = await index.storedFolders();
  const folders = new Set((await index.folders()).map(({ id }) => id));
  for (const id of stored) if (!folders.has(id)) await index.removeFolder(id);
  for (const id of handles) if (!folders.has(id)) await forgetHandle(id);
}
