/** The one indexing run of this tab: starts it, stops it, and tells how it goes. */
import type { ImageEncoder } from "../encoders/image-encoder";
import { failureOf, isAbort } from "../failures";
import type { PickedFolder } from "../photo";
import type { PhotoIndex } from "../photo-index";
import { restingStatus, type FolderTowers } from "./folder-index";
import { indexFolder, type RunStatus } from "./index-folder";
import { withIndexingLock } from "./indexing-lock";
import type { IndexStatus } from "./messages";

export class IndexingRun {
  #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #isRunning = false;

  constructor(
    private readonly index: PhotoIndex,
    private readonly openEncoder: (revision: string) => Promise<ImageEncoder>,
    private readonly post: (status: IndexStatus) => void,
  ) {}

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** What is encoded is stored before this resolves. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  start(folder: FolderTowers, picked: PickedFolder): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const run = () => this.#run(folder, picked, signal);
    this.#running = withIndexingLock(run, () => {
      this.post({
        phase: "failed",
        ...restingStatus(folder),
        failure: { kind: "other-tab" },
      });
    });
  }

  async #run(
    folder: FolderTowers,
    picked: PickedFolder,
    signal: AbortSignal,
  ): Promise<void> {
    let { counts, failures, device }: RunStatus = {
      phase: "scanning",
      ...restingStatus(folder),
    };
    this.#isRunning = true;
    try {
      for await (const status of indexFolder(
        picked,
        folder,
        this.index,
        this.openEncoder,
        signal,
      )) {
        ({ counts, failures, device } = status);
        this.post(status);
      }
    } catch (error) {
      const stopped = { folder: folder[0].folder, counts, failures, device };
      this.post(
        isAbort(error)
          ? { phase: "paused", ...stopped }
          : { phase: "failed", ...stopped, failure: failureOf(error) },
      );
    } finally {
      this.#isRunning = false;
    }
  }
}
