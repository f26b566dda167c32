/** Folders are indexed one after the other, by one tab at a time: starts, stops, and tells how it goes. */
import type { ImageEncoder } from "../encoders/image-encoder";
import { failureOf, isAbort, isQuota, type Failure } from "../failures";
import type { PhotoKey, PickedFolder } from "../photo";
import type { PhotoIndex } from "../photo-index";
import {
  restingStatus,
  stoppedStatus,
  type FolderIndex,
  type FolderTowers,
} from "./folder-index";
import { indexFolder } from "./index-folder";
import { withIndexingLock } from "./indexing-lock";
import type { FolderStatus, IndexCounts, RunWish } from "./messages";
import { stoppedBy } from "./resting";

interface Job {
  /** As the folder stood when it was put into the queue. */
  readonly resting: ReturnType<typeof restingStatus>;
  readonly wish: RunWish;
  /** It waits for the second time, for folders that its missing photos may have moved to. */
  readonly isSecondLook: boolean;
}

const idOf = ({ resting }: Job) => resting.folder.id;

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
  /** Photos that folders of this queue were found to miss. */
  readonly #missing = new Set<PhotoKey>();
  #run: Run | undefined;
  #draining = false;

  constructor(private readonly means: QueueMeans) {}

  /** Ids of the folders that are being indexed or wait for it. */
  get ids(): string[] {
    const running = this.#run ? [this.#run.job] : [];
    return [...running, ...this.#waiting].map(idOf);
  }

  /** A folder that is being indexed must be stopped first; one that waits goes on waiting, once. */
  add(towers: FolderTowers, wish: RunWish): void {
    const resting = restingStatus(towers);
    const at = this.#waiting.findIndex(
      (job) => idOf(job) === resting.folder.id,
    );
    if (at >= 0) this.#waiting.splice(at, 1);
    this.#waiting.push({ resting, wish, isSecondLook: false });
    this.means.post({ phase: "waiting", ...resting });
    void this.#drain();
  }

  /**
   * Takes a folder out of the queue. What was encoded of it is stored before this resolves.
   * @returns whether it only waited, so that nobody has told that it stopped
   */
  async stop(folderId: string): Promise<boolean> {
    const at = this.#waiting.findIndex((job) => idOf(job) === folderId);
    if (at >= 0) this.#waiting.splice(at, 1);
    if (this.#run && idOf(this.#run.job) === folderId) {
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
      this.#missing.clear();
    });
    this.#draining = false;
    if (this.#waiting.length > 0) void this.#drain();
  }

  /** A folder that misses photos is looked through once more after those that wait: they may have moved there. */
  #putOff(job: Job, missing: readonly PhotoKey[]): boolean {
    if (this.#waiting.length === 0 || job.isSecondLook) return false;
    for (const key of missing) this.#missing.add(key);
    this.#waiting.push({ ...job, isSecondLook: true });
    return true;
  }

  async #index(job: Job, signal: AbortSignal): Promise<void> {
    const { index, openEncoder, openFolder, foldersUnder, post } = this.means;
    let opened: Awaited<ReturnType<QueueMeans["openFolder"]>> = null;
    let last: FolderStatus = { phase: "waiting", ...job.resting };
    try {
      opened = await openFolder(idOf(job));
      if (!opened) return;
      for await (const status of indexFolder(
        {
          ...opened,
          wish: job.wish,
          isPutOff: (missing) => this.#putOff(job, missing),
          missing: this.#missing,
        },
        index,
        openEncoder,
        foldersUnder,
        signal,
      )) {
        last = status;
        post(status);
      }
    } catch (error) {
      const { towers, picked } = opened ?? {};
      const known = towers ? stoppedStatus(towers, last) : last;
      const { folder, counts, failures } = known;
      const stopped = { folder, counts, failures, device: last.device };
      if (isAbort(error)) post({ phase: "paused", ...stopped });
      else {
        const notice = last.phase === "indexing" ? last.notice : null;
        post(stoppedBy(runFailure(error, counts), picked, stopped, notice));
      }
    }
  }
}

const runFailure = (
  error: unknown,
  { encoded, unchanged, total }: IndexCounts,
): Failure =>
  isQuota(error)
    ? { kind: "storage-full", done: encoded + unchanged, total }
    : failureOf(error);
