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

/** A folder that can be read, and its part of the index. */
export interface Job {
  readonly picked: PickedFolder;
  readonly towers: FolderTowers;
  readonly wish: RunWish;
}

interface Run {
  readonly job: Job;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

const idOf = ({ towers: [{ folder }] }: Job) => folder.id;

export class IndexingQueue {
  readonly #waiting: Job[] = [];
  #run: Run | undefined;
  #draining = false;

  constructor(
    private readonly index: PhotoIndex,
    private readonly openEncoder: (revision: string) => Promise<ImageEncoder>,
    private readonly foldersUnder: (revision: string) => readonly FolderIndex[],
    private readonly post: (status: FolderStatus) => void,
  ) {}

  /** Ids of the folders that are being indexed or wait for it. */
  get ids(): string[] {
    return [...(this.#run ? [this.#run.job] : []), ...this.#waiting].map(idOf);
  }

  /** A folder that is in the queue must be stopped first. */
  add(job: Job): void {
    this.#waiting.push(job);
    this.post({ phase: "waiting", ...restingStatus(job.towers) });
    void this.#drain();
  }

  /** Takes a folder out of the queue. What was encoded of it is stored before this resolves. */
  async stop(folderId: string): Promise<void> {
    const at = this.#waiting.findIndex((job) => idOf(job) === folderId);
    const [waiting] = at < 0 ? [] : this.#waiting.splice(at, 1);
    if (waiting)
      this.post({ phase: "paused", ...restingStatus(waiting.towers) });
    if (this.#run && idOf(this.#run.job) === folderId) {
      this.#run.stop.abort();
      await this.#run.ended;
    }
  }

  async #drain(): Promise<void> {
    if (this.#draining) return;
    this.#draining = true;
    await withIndexingLock(
      async () => {
        for (let job = this.#waiting.shift(); job; job = this.#waiting.shift())
          await this.#start(job);
      },
      () => {
        for (const { towers } of this.#waiting.splice(0))
          this.post({
            phase: "failed",
            ...restingStatus(towers),
            failure: { kind: "other-tab" },
          });
      },
    );
    this.#draining = false;
    if (this.#waiting.length > 0) void this.#drain();
  }

  async #start(job: Job): Promise<void> {
    const stop = new AbortController();
    this.#run = { job, stop, ended: this.#index(job, stop.signal) };
    await this.#run.ended;
    this.#run = undefined;
  }

  async #index(job: Job, signal: AbortSignal): Promise<void> {
    const { towers } = job;
    let { counts, failures, device }: Omit<FolderStatus, "phase"> =
      restingStatus(towers);
    const [{ folder }] = towers;
    try {
      for await (const status of indexFolder(
        job,
        this.index,
        this.openEncoder,
        this.foldersUnder,
        signal,
      )) {
        ({ counts, failures, device } = status);
        this.post(status);
      }
    } catch (error) {
      const stopped = { folder, counts, failures, device };
      this.post(
        isAbort(error)
          ? { phase: "paused", ...stopped }
          : { phase: "failed", ...stopped, failure: failureOf(error) },
      );
    }
  }
}
