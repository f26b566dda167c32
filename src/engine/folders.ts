/** Every folder of the index on this visit: what is in memory of it, how it can be read, and its place in the queue. */
import { FailureError } from "../failures";
import { openPhoto } from "../folder";
import { showPhoto } from "../decode-photo";
import { folderIdOf, type PhotoKey, type PickedFolder } from "../photo";
import type { PhotoIndex } from "../photo-index";
import { forgetHandle } from "../settings";
import { findFolder } from "./find-folder";
import {
  loadFolder,
  withFolder,
  type FolderIndex,
  type FolderTowers,
} from "./folder-index";
import { IndexingQueue } from "./indexing-queue";
import type { Library } from "./library";
import type { Models } from "./models";
import type { FolderNews, FolderStatus, RunWish, SubFolder } from "./messages";
import { statusAtRest } from "./resting";
import { restoreFolder } from "./restore-folder";
import { subFoldersOf } from "./sub-folders";

interface OpenFolder {
  readonly towers: FolderTowers;
  /** Undefined where the person must be asked for it first. */
  readonly picked: PickedFolder | undefined;
}

export class Folders {
  readonly #open = new Map<string, OpenFolder>();
  readonly #queue: IndexingQueue;

  constructor(
    private readonly index: PhotoIndex,
    models: Models,
    private library: Library,
    private readonly post: (news: FolderNews) => void,
  ) {
    this.#queue = new IndexingQueue(
      index,
      (revision) => models.imageEncoder(this.library.towerOf(revision)),
      (revision) => this.under(revision),
      (status) => {
        this.#tell(status);
      },
    );
  }

  /** Brings back the folders of earlier visits. */
  async restore(): Promise<FolderStatus[]> {
    const statuses = [];
    for (const { id } of await this.index.folders()) {
      const { status, ...folder } = await restoreFolder(
        id,
        this.index,
        this.library.towers,
      );
      this.#open.set(id, folder);
      statuses.push(status);
    }
    return statuses;
  }

  /** Looks for what is new in folders of the index, as far as the browser lets us read them. */
  async resume(
    ids: readonly string[] | null,
    wish: RunWish = {},
  ): Promise<void> {
    await this.pause(ids);
    const folders = this.#idsOf(ids).map((id) => this.#folder(id));
    const readable = folders.flatMap(({ towers, picked }) =>
      picked ? [{ towers, picked }] : [],
    );
    for (const job of readable) this.#queue.add({ ...job, wish });
    const [first] = ids && readable.length === 0 ? folders : [];
    if (first) {
      const { name } = first.towers[0].folder;
      throw new FailureError({ kind: "permission", folder: name });
    }
  }

  /** What these folders have encoded is stored before this resolves. */
  async pause(ids: readonly string[] | null): Promise<void> {
    await Promise.all(this.#idsOf(ids).map((id) => this.#queue.stop(id)));
  }

  /** Puts a picked folder, new or known, into the queue. The samples only stand in until there are photos of one's own. */
  async indexPicked(picked: PickedFolder): Promise<void> {
    const { id } = await findFolder(picked, this.index);
    await this.#queue.stop(id);
    const towers =
      this.#open.get(id)?.towers ??
      (await loadFolder(id, this.index, this.library.towers));
    this.#open.set(id, { towers, picked });
    this.#queue.add({ towers, picked, wish: {} });
    for (const [other, { towers }] of this.#open)
      if (picked.kind !== "samples" && towers[0].folder.kind === "samples")
        await this.remove(other);
  }

  /** Forgets a folder and all that was stored of it. */
  async remove(id: string): Promise<void> {
    const [{ folder }] = this.#folder(id).towers;
    await this.#queue.stop(id);
    await this.index.removeFolder(id);
    await forgetHandle(id);
    this.#open.delete(id);
    this.post({ phase: "removed", folder });
  }

  async removeAll(): Promise<void> {
    for (const id of [...this.#open.keys()]) await this.remove(id);
  }

  /** The sub-folders that hold photos, and those that are left out. */
  subFolders(id: string): SubFolder[] {
    const [{ folder, records }] = this.#folder(id).towers;
    return subFoldersOf(records.values(), folder.excluded ?? []);
  }

  /** Leaves out these sub-folders, and no others, and looks for what that changes. */
  async exclude(id: string, excluded: readonly string[]): Promise<void> {
    await this.#queue.stop(id);
    const { towers, picked } = this.#folder(id);
    const folder = { ...towers[0].folder, excluded };
    await this.index.putFolder(folder);
    this.#open.set(id, { towers: withFolder(towers, folder), picked });
    if (picked) await this.resume([id]);
  }

  /** Another library, and with it perhaps other image towers: the vectors are loaded anew. */
  async change(change: () => Promise<Library>): Promise<Library> {
    const before = this.library.towers;
    const queued = this.#queue.ids;
    await this.pause(null);
    this.library = await change();
    const { towers, compared } = this.library;
    const same =
      towers.length === before.length &&
      towers.every(({ revision }, i) => revision === before[i]?.revision);
    if (!same)
      for (const [id, { picked }] of this.#open) {
        const folder = await loadFolder(id, this.index, towers);
        this.#open.set(id, { towers: folder, picked });
        if (!queued.includes(id))
          this.post(await statusAtRest(folder, picked, compared));
      }
    await this.resume(queued);
    return this.library;
  }

  /** Every folder's photos under one image tower. */
  under(revision: string): FolderIndex[] {
    return [...this.#open.values()].flatMap(({ towers }) =>
      towers.filter((tower) => tower.revision === revision),
    );
  }

  /** The photo itself, as a picture that every browser shows; null while its folder can't be read. */
  async openPhoto(key: PhotoKey): Promise<Blob | null> {
    const { towers, picked } = this.#open.get(folderIdOf(key)) ?? {};
    const record = towers?.[0].records.get(key);
    if (!record || !picked) return null;
    const blob = await openPhoto(picked, record.path);
    return blob && showPhoto(blob, record.path);
  }

  /** A run that ended well has written the folder's record anew. */
  #tell(status: FolderStatus) {
    const { id } = status.folder;
    const open = this.#open.get(id);
    if (open && status.phase === "ready")
      this.#open.set(id, {
        ...open,
        towers: withFolder(open.towers, {
          ...status.folder,
          total: status.counts.total,
        }),
      });
    this.post(status);
  }

  #idsOf(ids: readonly string[] | null): readonly string[] {
    return ids ?? [...this.#open.keys()];
  }

  #folder(id: string): OpenFolder {
    const folder = this.#open.get(id);
    if (!folder) throw new FailureError({ kind: "folder-gone", folder: id });
    return folder;
  }
}
