/** Every folder of the index on this visit: restored, indexed, paused, changed and removed. */
import { showPhoto } from "../decode-photo";
import { FailureError } from "../failures";
import { folderIdOf, type PhotoKey, type PickedFolder } from "../photo";
import type { PhotoIndex } from "../photo-index";
import { forgetHandle } from "../settings";
import { findFolder } from "./find-folder";
import { restingStatus, withFolder, type FolderIndex } from "./folder-index";
import { IndexingQueue } from "./indexing-queue";
import type { Library } from "./library";
import type { FolderNews, FolderStatus, RunWish, SubFolder } from "./messages";
import type { Models } from "./models";
import { OpenFolders } from "./open-folders";
import { openOriginal } from "./open-original";
import { statusAtRest } from "./resting";
import { subFoldersOf } from "./sub-folders";
import { Tabs } from "./tabs";

export class Folders {
  readonly #open: OpenFolders;
  readonly #queue: IndexingQueue;
  readonly #tabs: Tabs;

  constructor(
    private readonly index: PhotoIndex,
    models: Models,
    private library: Library,
    private readonly post: (news: FolderNews) => void,
  ) {
    this.#open = new OpenFolders(index, () => this.library.towers);
    this.#tabs = new Tabs((news) => void this.#hear(news));
    this.#queue = new IndexingQueue({
      index,
      openEncoder: (revision) =>
        models.imageEncoder(this.library.towerOf(revision)),
      foldersUnder: (revision) => this.under(revision),
      post: (status) => {
        this.#tell(status);
      },
      openFolder: (id) => this.#open.readable(id),
    });
  }

  /** Brings back the folders of earlier visits. */
  async restore(): Promise<FolderStatus[]> {
    const statuses = [];
    for (const { id } of await this.index.folders())
      statuses.push(await this.#open.restore(id));
    return statuses;
  }

  /** Shows folders that a backup brought, in every tab. */
  async show(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      this.#tell(await this.#open.restore(id));
      const { towers, picked } = this.#open.known(id);
      if (picked) this.#queue.add(towers, {});
    }
  }

  /** Looks for what is new in folders of the index, as far as the browser lets us read them. */
  async resume(
    ids: readonly string[] | null,
    wish: RunWish = {},
  ): Promise<void> {
    await this.pause(ids);
    const folders = this.#idsOf(ids).map((id) => this.#open.known(id));
    const readable = folders.filter(({ picked }) => picked);
    for (const { towers } of readable) this.#queue.add(towers, wish);
    const [first] = ids && readable.length === 0 ? folders : [];
    if (first) {
      const { name } = first.towers[0].folder;
      throw new FailureError({ kind: "permission", folder: name });
    }
  }

  /** What these folders have encoded is stored before this resolves. */
  async pause(ids: readonly string[] | null): Promise<void> {
    await Promise.all(
      this.#idsOf(ids).map(async (id) => {
        const waited = await this.#queue.stop(id);
        const { towers } = this.#open.known(id);
        if (waited) this.post({ phase: "paused", ...restingStatus(towers) });
      }),
    );
  }

  /** Puts a picked folder, new or known, into the queue. The samples only stand in until there are photos of one's own. */
  async indexPicked(picked: PickedFolder): Promise<void> {
    const folder = await findFolder(picked, this.index);
    const { id } = folder;
    await this.#queue.stop(id);
    const known = this.#open.get(id) ?? (await this.#open.load(id));
    const towers = withFolder(known.towers, folder);
    this.#open.set(id, { towers, picked });
    this.#queue.add(towers, {});
    for (const [other, { towers }] of this.#open)
      if (picked.kind !== "samples" && towers[0].folder.kind === "samples")
        await this.remove(other);
  }

  /** Forgets a folder and all that was stored of it. */
  async remove(id: string): Promise<void> {
    const [{ folder }] = this.#open.known(id).towers;
    await this.#queue.stop(id);
    await this.index.removeFolder(id);
    await forgetHandle(id);
    this.#open.delete(id);
    this.post({ phase: "removed", folder });
    this.#tabs.tell({ phase: "removed", folder });
  }

  async removeAll(): Promise<void> {
    for (const id of [...this.#open.keys()]) await this.remove(id);
  }

  /** The sub-folders that hold photos, and those that are left out. */
  subFolders(id: string): SubFolder[] {
    const [{ folder, records }] = this.#open.known(id).towers;
    return subFoldersOf(records.values(), folder.excluded ?? []);
  }

  /** Leaves out these sub-folders, and no others, and looks for what that changes. */
  async exclude(id: string, excluded: readonly string[]): Promise<void> {
    await this.#queue.stop(id);
    const { towers, picked } = this.#open.known(id);
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
      for (const id of [...this.#open.keys()]) {
        const folder = await this.#open.load(id);
        if (!queued.includes(id))
          this.post(await statusAtRest(folder.towers, folder.picked, compared));
      }
    await this.resume(queued);
    return this.library;
  }

  /** Every folder's photos under one image tower. */
  under(revision: string): FolderIndex[] {
    return this.#open.under(revision);
  }

  /** The photo's own file; null where it is gone, and while its folder can't be read. */
  originalOf(key: PhotoKey): Promise<Blob | null> {
    return openOriginal(key, this.#open.get(folderIdOf(key)));
  }

  /** The photo itself, as a picture that every browser shows; null while its folder can't be read. */
  async openPhoto(key: PhotoKey): Promise<Blob | null> {
    const blob = await this.originalOf(key);
    return blob && showPhoto(blob, key);
  }

  /** A run that ended well has written the folder's record anew. */
  #tell(status: FolderStatus) {
    const { id } = status.folder;
    const open = this.#open.get(id);
    if (open && status.phase === "ready") {
      const folder = { ...status.folder, total: status.counts.total };
      const towers = withFolder(open.towers, folder);
      this.#open.set(id, { ...open, towers });
    }
    this.post(status);
    if (status.phase !== "waiting") this.#tabs.tell(status);
  }

  /** News of another tab: this one shows its progress, and has its photos before it tells that they are all there. */
  async #hear(news: FolderNews): Promise<void> {
    const { id } = news.folder;
    if (news.phase === "removed") {
      await this.#queue.stop(id);
      this.#open.delete(id);
      // What this tab stored of it until it heard.
      await this.index.removeFolder(id);
    } else if (news.phase === "scanning" || news.phase === "indexing")
      this.#open.markStale(id);
    // It may be gone again by now: the next news tells.
    else await this.#open.load(id).catch(() => undefined);
    this.post(news);
  }

  #idsOf(ids: readonly string[] | null): readonly string[] {
    return ids ?? [...this.#open.keys()];
  }
}
