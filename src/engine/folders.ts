/** Every folder of the index on this visit: restored, indexed, paused. */
import { showPhoto } from "../decode-photo";
import { FailureError } from "../failures";
import { folderIdOf, type PhotoKey } from "../photo";
import type { PhotoIndex } from "../photo-index";
import { FolderChanges } from "./folder-changes";
import { restingStatus, withFolder, type FolderIndex } from "./folder-index";
import { IndexingQueue } from "./indexing-queue";
import type { Library } from "./library";
import type { FolderNews, FolderStatus, RunWish } from "./messages";
import type { Models } from "./models";
import { OpenFolders } from "./open-folders";
import { openOriginal } from "./open-original";
import { statusAtRest } from "./resting";
import { Tabs, type TabNews } from "./tabs";

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
    this.changes = new FolderChanges({
      index,
      open: this.#open,
      queue: this.#queue,
      tell: (news) => {
        this.#tell(news);
      },
      stopElsewhere: (id) => {
        this.#tabs.tell({ phase: "pause", folders: [id] });
      },
      compared: () => this.library.compared,
    });
  }

  /** The ways to change which folders there are, and what of them is indexed. */
  readonly changes: FolderChanges;

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
    await this.#stop(ids);
    const folders = this.#idsOf(ids).map((id) => this.#open.known(id));
    const readable = folders.filter(({ picked }) => picked);
    for (const { towers } of readable) this.#queue.add(towers, wish);
    const [first] = ids && readable.length === 0 ? folders : [];
    if (first) {
      const { name } = first.towers[0].folder;
      throw new FailureError({ kind: "permission", folder: name });
    }
  }

  /** Stops these folders, in other tabs too. What this one has encoded of them is stored before this resolves. */
  async pause(ids: readonly string[] | null): Promise<void> {
    this.#tabs.tell({ phase: "pause", folders: ids });
    await this.#stop(ids);
  }

  async #stop(ids: readonly string[] | null): Promise<void> {
    await Promise.all(
      this.#idsOf(ids).map(async (id) => {
        const waited = await this.#queue.stop(id);
        const { towers } = this.#open.known(id);
        if (waited) this.post({ phase: "paused", ...restingStatus(towers) });
      }),
    );
  }

  /** Another library, and with it perhaps other image towers: the vectors are loaded anew. */
  async change(change: () => Promise<Library>): Promise<Library> {
    const before = this.library.towers;
    const queued = this.#queue.ids;
    await this.#stop(null);
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
  #tell(news: FolderNews) {
    const { id } = news.folder;
    const open = this.#open.get(id);
    if (open && news.phase === "ready") {
      const folder = { ...news.folder, total: news.counts.total };
      const towers = withFolder(open.towers, folder);
      this.#open.set(id, { ...open, towers });
    }
    this.post(news);
    if (news.phase !== "waiting") this.#tabs.tell(news);
  }

  /** News of another tab: this one shows its progress, and has its photos before it tells that they are all there. */
  async #hear(news: TabNews): Promise<void> {
    if (news.phase === "pause") {
      const here = this.#idsOf(news.folders).filter((id) => this.#open.has(id));
      await this.#stop(here);
      return;
    }
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
