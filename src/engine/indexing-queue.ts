/** Folders are indexed one after the other, by one tab at a time: starts, stops, and tells how it goes. */
import type { ImageEncoder } from "../encoders/image-encoder";
import { failureOf, isAbort } from "../failures";
import type { PickedFolder } from "../photo";
import type { PhotoIndex } from "../photo-index";
import {
  restingStatus,
  type FolderIndex,
  type FolderTowers,
} from "./folder-index";
import { indexFolder } from "./index-folder";
import { withIndexingLock } from "./indexing-lock";
import type { FolderStatus, RunWish } from "./messages";

interface Job {
  readonly folderId: string;
  readonly wish: RunWish;
}

/** What the queue needs from those who know the folders and the models. */
export interface QueueMeans {
  readonly index: PhotoIndex;
  readonly openEncoder: (revision: string) => Promise<ImageEncoder>;
  /** The folder as the index holds it, when its turn has come; null where it can't be read any more. */
  readonly openFolder: (
    folderId: string,
  ) => Promise<{ picked: PickedFolder; towers: FolderTowers } | null>;
  /** Every folder's photos under one image tower. */
  readonly foldersUnder: (revision: string) => readonly FolderIndex[];
  readonly post: (status: FolderStatus) => void;
}

interface Run {
  readonly job: Job;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

export class IndexingQueue {
  readonly #waiting: Job[] = [];
  #run: Run | undefined;
  #draining = false;

  constructor(private readonly means: QueueMeans) {}

  /** Ids of the folders that are being indexed or wait for it. */
  get ids(): string[] {
    const running = this.#run ? [this.#run.job] : [];
    return [...running, ...this.#waiting].map(({ folderId }) => folderId);
  }

  /** A folder that is being indexed must be stopped first; one that waits goes on waiting, once. */
  add(towers: FolderTowers, wish: RunWish): void {
    const folderId = towers[0].folder.id;
    const at = this.#waiting.findIndex((job) => job.folderId === folderId);
    if (at >= 0) this.#waiting.splice(at, 1);
    this.#waiting.push({ folderId, wish });
    this.means.post({ phase: "waiting", ...restingStatus(towers) });
    void this.#drain();
  }

  /**
   * Takes a folder out of the queue. What was encoded of it is stored before this resolves.
   * @returns whether it only waited, so that nobody has told that it stopped
   */
  async stop(folderId: string): Promise<boolean> {
    const at = this.#waiting.findIndex((job) => job.folderId === folderId);
    if (at >= 0) this.#waiting.splice(at, 1);
    if (this.#run?.job.folderId === folderId) {
      this.#run.stop.abort();
      await this.#run.ended;
    }
    return at >= 0;
  }

  async #drain(): Promise<void> {
    if (this.#draining) return;
    this.#draining = true;
    await withIndexingLock(async () => {
      for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
        const stop = new AbortController();
        this.#run = { job, stop, ended: this.#index(job, stop.signal) };
        await this.#run.ended;
        this.#run = undefined;
      }
    });
    this.#draining = false;
    if (this.#waiting.length > 0) void this.#drain();
  }

  async #index({ folderId, wish }: Job, signal: AbortSignal): Promise<void> {
    const { index, openEncoder, openFolder, foldersUnder, post } = this.means;
    const folder = await openFolder(folderId).catch(() => null);
    if (!folder) return;
    const { picked, towers } = folder;
    let { counts, failures, device }: Omit<FolderStatus, "phase"> =
      restingStatus(towers);
    try {
      for await (const status of indexFolder(
        { picked, towers, wish },
        index,
        openEncoder,
        foldersUnder,
        signal,
      )) {
        ({ counts, failures, device } = status);
        post(status);
      }
    } catch (error) {
      const stopped = { folder: towers[0].folder, counts, failures, device };
      post(
        isAbort(error)
          ? { phase: "paused", ...stopped }
          : { phase: "failed", ...stopped, failure: failureOf(error) },
      );
    }
  }
}
