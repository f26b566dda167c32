/** The folders in this tab's memory, kept in step with what another tab writes into the index. */
import { FailureError } from "../failures";
import type { PickedFolder } from "../photo";
import type { PhotoIndex } from "../photo-index";
import {
  loadFolder,
  type FolderIndex,
  type FolderTowers,
} from "./folder-index";
import type { Tower } from "./library";
import type { FolderStatus } from "./messages";
import { restoreFolder } from "./restore-folder";

export interface OpenFolder {
  readonly towers: FolderTowers;
  /** Undefined where the person must be asked for it first. */
  readonly picked: PickedFolder | undefined;
}

/** While another tab indexes, its photos are picked up no more often than this, and loading takes a tenth of the time at most. */
const catchUpMs = 3000;
const loadingShare = 0.1;

export class OpenFolders extends Map<string, OpenFolder> {
  /** Folders that another tab has written to since they were loaded. */
  readonly #stale = new Set<string>();
  /** Folders that another tab indexes, as far as is known: it may have been killed before it told of its last batch. */
  readonly #elsewhere = new Set<string>();
  #isCatchingUp = false;

  constructor(
    private readonly index: PhotoIndex,
    private readonly towers: () => readonly Tower[],
  ) {
    super();
  }

  /** @throws FailureError folder-gone */
  known(id: string): OpenFolder {
    const folder = this.get(id);
    if (!folder) throw new FailureError({ kind: "folder-gone", folder: id });
    return folder;
  }

  /** A folder of an earlier visit, as far as the browser still lets us read it. */
  async restore(id: string): Promise<FolderStatus> {
    const { towers } = await this.load(id);
    const { picked, status } = await restoreFolder(towers);
    this.set(id, { towers, picked });
    return status;
  }

  /** A folder as the index holds it now; null where it is gone or can't be read. */
  async readable(id: string) {
    if (!this.has(id)) return null;
    const { picked, towers } = await (this.#elsewhere.has(id)
      ? this.load(id)
      : this.upToDate(id));
    this.#elsewhere.delete(id);
    return picked ? { picked, towers } : null;
  }

  /** Reads a folder from the index anew, or for the first time. */
  async load(id: string, picked = this.get(id)?.picked): Promise<OpenFolder> {
    this.#stale.delete(id);
    const towers = await loadFolder(id, this.index, this.towers());
    const folder = { towers, picked };
    this.set(id, folder);
    return folder;
  }

  /** A folder as the index holds it now. */
  async upToDate(id: string): Promise<OpenFolder> {
    return this.#stale.has(id) ? this.load(id) : this.known(id);
  }

  /** Another tab wrote to this folder: it is loaded anew before long. */
  markStale(id: string): void {
    this.#stale.add(id);
    this.#elsewhere.add(id);
    void this.#catchUp();
  }

  /** Every folder's photos under one image tower. */
  under(revision: string): FolderIndex[] {
    return [...this.values()].flatMap(({ towers }) =>
      towers.filter((tower) => tower.revision === revision),
    );
  }

  async #catchUp(): Promise<void> {
    if (this.#isCatchingUp) return;
    this.#isCatchingUp = true;
    const startedMs = performance.now();
    for (const id of [...this.#stale])
      // A folder that is gone again needs no loading.
      await this.load(id).catch(() => this.#stale.delete(id));
    const loadingMs = performance.now() - startedMs;
    setTimeout(
      () => {
        this.#isCatchingUp = false;
        if (this.#stale.size > 0) void this.#catchUp();
      },
      Math.max(catchUpMs, loadingMs / loadingShare),
    );
  }
}
