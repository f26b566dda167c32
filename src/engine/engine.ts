/** The engine: the models, the folder in use, and its one indexing run, composed from the steps. */
import { planDevice, type DeviceChoice } from "../encoders/device";
import { readText } from "../encoders/text-encoder";
import { FailureError, failureOf, isAbort } from "../failures";
import { openPhoto } from "../folder";
import { heicToJpeg } from "../heic/heic";
import type { PhotoKey, PickedFolder, Reading } from "../photo";
import { PhotoIndex } from "../photo-index";
import { savedFolderId, savedHandle, saveFolderId } from "../settings";

import { findFolder } from "./find-folder";
import { loadFolder, restingStatus, type FolderIndex } from "./folder-index";
import { indexFolder, type RunStatus } from "./index-folder";
import { withIndexingLock } from "./indexing-lock";
import type { IndexStatus, SearchResult, Started } from "./messages";
import { Models, sharedVision } from "./models";
import { searchFolder } from "./search";

export class Engine {
  private constructor(
    private readonly models: Models,
    private readonly index: PhotoIndex,
    private readonly post: (status: IndexStatus) => void,
  ) {}

  #folder: FolderIndex | undefined;
  /** The folder in use, while the browser lets us read it. */
  #picked: PickedFolder | undefined;
  #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  /** @throws FailureError where the manifest, the index or a forced device can't be had */
  static async open(
    choice: DeviceChoice,
    post: (status: IndexStatus) => void,
  ): Promise<Engine> {
    // A device that the address asks for is looked for at once: nobody should choose a folder first and learn then.
    if (choice === "webgpu") await planDevice(choice);
    const models = new Models(choice);
    await models.manifest();
    return new Engine(models, await PhotoIndex.open(), post);
  }

  /** Brings back the folder of the last visit. */
  async restore(): Promise<Started> {
    const { models } = await this.models.manifest();
    return {
      models: models.map(
        ({
          id,
          title,
          family,
          origin,
          licence,
          text: { context, trainedContext },
        }) => {
          return {
            id,
            title,
            family,
            origin,
            licence,
            context,
            trainedContext,
          };
        },
      ),
      status: await this.#restoreFolder(),
    };
  }

  async #restoreFolder(): Promise<IndexStatus> {
    const id = await savedFolderId();
    if (id === undefined || !(await this.index.folder(id)))
      return { phase: "empty" };
    this.#folder = await loadFolder(id, this.index, await this.#tower());
    const { kind, name } = this.#folder.folder;
    const handle = (await savedHandle(id)) ?? null;
    const granted =
      handle && (await handle.queryPermission({ mode: "read" })) === "granted";
    if (kind === "samples") this.#picked = { kind };
    else if (handle && granted) this.#picked = { kind: "handle", handle };
    const status = restingStatus(this.#folder);
    if (this.#picked) return { phase: "scanning", ...status };
    const { total, unchanged, failed } = status.counts;
    const complete = unchanged + failed >= total && total > 0;
    // Picked files can't be read again after a reload; where nothing is left to encode, nobody needs to be asked.
    if (complete && !handle)
      return { phase: "ready", ...status, elapsedMs: 0, notice: null };
    return {
      phase: "disconnected",
      ...status,
      handle,
      failure: { kind: "permission", folder: name },
    };
  }

  /** Looks for what is new in the folder of the last visit, where the browser still lets us read it. */
  goOn(): void {
    if (this.#folder && this.#picked) this.#start(this.#folder, this.#picked);
  }

  /** Starts indexing a picked folder; how it goes is told by the status. */
  async indexFolder(picked: PickedFolder): Promise<void> {
    await this.pause();
    const { id } = await findFolder(picked, this.index);
    await saveFolderId(id);
    this.#picked = picked;
    this.#folder = await loadFolder(id, this.index, await this.#tower());
    this.#start(this.#folder, picked);
  }

  /** Goes on with the folder in use. */
  async resume(): Promise<void> {
    await this.pause();
    if (!this.#picked)
      throw new FailureError({
        kind: "permission",
        folder: this.#folder?.folder.name ?? "the folder",
      });
    this.goOn();
  }

  /** Stops the run in progress; what it has encoded is stored before this resolves. */
  async pause(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async read(text: string): Promise<Reading[]> {
    const { models } = await this.models.manifest();
    return Promise.all(
      models.map(async (model) => {
        const { ids, total, cut } = readText(
          await this.models.tokenizer(model.text.tokenizer),
          model,
          text,
        );
        return { model: model.id, tokens: total, read: ids.length, cut };
      }),
    );
  }

  async search(
    text: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<SearchResult> {
    const { models } = await this.models.manifest();
    const encoders = await Promise.all(
      models.map((model) => this.models.textEncoder(model)),
    );
    signal.throwIfAborted();
    if (!this.#folder) return { text, rankings: [], searched: 0 };
    return searchFolder(text, limit, this.#folder, encoders, signal);
  }

  async thumbnail(key: PhotoKey): Promise<Blob | null> {
    return (await this.index.thumbnail(key)) ?? null;
  }

  /** The photo itself, as a picture that every browser shows; null while its folder can't be read. */
  async openPhoto(key: PhotoKey): Promise<Blob | null> {
    const record = this.#folder?.records.get(key);
    if (!record || !this.#picked) return null;
    const blob = await openPhoto(this.#picked, record.path);
    return blob && /\.hei[cf]$/i.test(record.path) ? heicToJpeg(blob) : blob;
  }

  #start(folder: FolderIndex, picked: PickedFolder) {
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
    folder: FolderIndex,
    picked: PickedFolder,
    signal: AbortSignal,
  ): Promise<void> {
    let { counts, failures, device }: RunStatus = {
      phase: "scanning",
      ...restingStatus(folder),
    };
    try {
      for await (const status of indexFolder(
        picked,
        folder,
        this.index,
        () => this.models.imageEncoder(),
        signal,
      )) {
        ({ counts, failures, device } = status);
        this.post(status);
      }
    } catch (error) {
      const stopped = { folder: folder.folder, counts, failures, device };
      this.post(
        isAbort(error)
          ? { phase: "paused", ...stopped }
          : { phase: "failed", ...stopped, failure: failureOf(error) },
      );
    }
  }

  async #tower() {
    return sharedVision(await this.models.manifest());
  }
}
