/** Every way to change which folders there are: picked, removed, sub-folders left out. */
import type { PickedFolder } from "../photo";
import type { PhotoIndex } from "../photo-index";
import { forgetHandle } from "../settings";
import { findFolder } from "./find-folder";
import { withFolder } from "./folder-index";
import type { IndexingQueue } from "./indexing-queue";
import type { Installed } from "./library";
import type { FolderNews, SubFolder } from "./messages";
import type { OpenFolders } from "./open-folders";
import { statusAtRest } from "./resting";
import { subFoldersOf, withSubFolder } from "./sub-folders";

interface Means {
  readonly index: PhotoIndex;
  readonly open: OpenFolders;
  readonly queue: IndexingQueue;
  /** Tells the page and the other tabs. */
  readonly tell: (news: FolderNews) => void;
  /** Stops a folder that another tab indexes. */
  readonly stopElsewhere: (id: string) => void;
  readonly compared: () => readonly Installed[];
}

export class FolderChanges {
  constructor(private readonly means: Means) {}

  /** Puts a picked folder, new or known, into the queue. The samples only stand in until there are photos of one's own. */
  async indexPicked(picked: PickedFolder): Promise<void> {
    const { index, open, queue } = this.means;
    const folder = await findFolder(picked, index);
    const { id } = folder;
    await queue.stop(id);
    const known = open.get(id) ?? (await open.load(id));
    const towers = withFolder(known.towers, folder);
    open.set(id, { towers, picked });
    queue.add(towers, {});
    for (const [other, { towers }] of open)
      if (picked.kind !== "samples" && towers[0].folder.kind === "samples")
        await this.remove(other);
  }

  /** Forgets a folder and all that was stored of it. */
  async remove(id: string): Promise<void> {
    const { index, open, queue, tell } = this.means;
    const [{ folder }] = open.known(id).towers;
    await queue.stop(id);
    await index.removeFolder(id);
    await forgetHandle(id);
    open.delete(id);
    tell({ phase: "removed", folder });
  }

  async removeAll(): Promise<void> {
    for (const id of [...this.means.open.keys()]) await this.remove(id);
  }

  /** The sub-folders that hold photos, and those that are left out. */
  subFolders(id: string): SubFolder[] {
    const [{ folder, records }] = this.means.open.known(id).towers;
    return subFoldersOf(records.values(), folder.excluded ?? []);
  }

  /** Leaves out a sub-folder or takes it in again, and looks for what that changes. */
  async exclude(id: string, path: string, excluded: boolean): Promise<void> {
    const { index, open, queue, tell, stopElsewhere, compared } = this.means;
    stopElsewhere(id);
    await queue.stop(id);
    const folder = await index.changeFolder(id, (now) =>
      withSubFolder(now, path, excluded),
    );
    if (!folder) return;
    const { picked, ...known } = open.known(id);
    const towers = withFolder(known.towers, folder);
    open.set(id, { towers, picked });
    await queue.stop(id);
    if (picked) queue.add(towers, {});
    else tell(await statusAtRest(towers, picked, compared()));
  }
}
