/** Every way to change which folders there are: picked, removed, sub-folders left out. */
import type { PickedFolder } from "../photo";
import type { PhotoIndex } from "../photo-index";
import { forgetHandle, saveHandle } from "../settings";
import { unseenLock } from "../sweep-index";
import { takeInFolders } from "../take-in-folders";
import { findFolder, type FoundFolder } from "./find-folder";
import { withFolder } from "./folder-index";
import { whenFree } from "./if-free";
import type { IndexingQueue } from "./indexing-queue";
import type { Installed } from "./library";
import type {
  FolderAnswers,
  FolderNews,
  FolderQuestion,
  SubFolder,
} from "./messages";
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

  /**
   * Puts a picked folder, new or known, into the queue. The samples only stand in until there are photos of one's own.
   * @returns what a person must hear or say first
   */
  async indexPicked(
    picked: PickedFolder,
    answers: FolderAnswers,
  ): Promise<FolderQuestion | null> {
    const { index, open, queue } = this.means;
    const found = await findFolder(picked, answers, index, open);
    if (found.kind !== "found") return found;
    const { id } = found.folder;
    await queue.stop(id);
    if (!found.isStored) await this.#store(found, picked);
    const loaded = found.isStored ? open.get(id) : undefined;
    const { towers } = loaded ?? (await open.load(id));
    open.set(id, { towers, picked });
    queue.add(towers, {});
    for (const [other, { towers }] of open)
      if (picked.kind !== "samples" && towers[0].folder.kind === "samples")
        await this.remove(other);
    return null;
  }

  async #store({ folder, inner }: FoundFolder, picked: PickedFolder) {
    const { index, open, queue, tell } = this.means;
    for (const { folder } of inner) await queue.stop(folder.id);
    await whenFree(unseenLock, async () => {
      if (picked.kind === "handle") await saveHandle(folder.id, picked.handle);
      if (inner.length === 0) await index.putFolder(folder);
      else await takeInFolders(inner, folder, index);
    });
    for (const { folder } of inner) {
      await forgetHandle(folder.id);
      open.delete(folder.id);
      tell({ phase: "removed", folder });
    }
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
