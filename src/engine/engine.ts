/** The engine: the installed models, the folder in use, and its one indexing run, composed from the steps. */
import { planDevice, type DeviceChoice } from "../encoders/device";
import { readText } from "../encoders/text-encoder";
import { FailureError } from "../failures";
import { openPhoto } from "../folder";
import { showable } from "../heic/heic";
import type { PhotoKey, PickedFolder, Reading } from "../photo";
import { PhotoIndex } from "../photo-index";
import type { Query } from "../query";
import { saveFolderId } from "../settings";
import { addBundle } from "./add-bundle";
import { findFolder } from "./find-folder";
import { loadFolder, type FolderTowers } from "./folder-index";
import { IndexingRun } from "./indexing-run";
import { Library } from "./library";
import type {
  IndexStatus,
  InstalledModel,
  SearchResult,
  Started,
} from "./messages";
import { infoOf, installedModels } from "./model-info";
import { Models } from "./models";
import { changingModels } from "./models-lock";
import { removeBundle } from "./remove-bundle";
import type { Rankings } from "./rankings";
import { statusAtRest } from "./resting";
import { restoreFolder } from "./restore-folder";
import { pairTowers, searchFolder } from "./search";

export class Engine {
  private constructor(
    private readonly choice: DeviceChoice,
    private library: Library,
    private readonly index: PhotoIndex,
    private readonly post: (status: IndexStatus) => void,
  ) {
    this.#models = new Models(choice);
    this.#run = new IndexingRun(
      index,
      (revision) => this.#imageEncoder(revision),
      post,
    );
  }

  readonly #models: Models;
  #folder: FolderTowers | undefined;
  /** The folder in use, while the browser lets us read it. */
  #picked: PickedFolder | undefined;
  readonly #run: IndexingRun;
  #searches = 0;
  #rankings: Rankings | undefined;

  /** @throws FailureError where the manifest, the index or a forced device can't be had */
  static async open(
    choice: DeviceChoice,
    post: (status: IndexStatus) => void,
  ): Promise<Engine> {
    // A device that the address asks for is looked for at once: nobody should choose a folder first and learn then.
    if (choice === "webgpu") await planDevice(choice);
    const library = await Library.open();
    return new Engine(choice, library, await PhotoIndex.open(), post);
  }

  /** Brings back the folder of the last visit. */
  async restore(): Promise<Started> {
    const { towers, compared } = this.library;
    const restored = await restoreFolder(this.index, towers);
    this.#folder = restored.folder;
    this.#picked = restored.picked;
    return { models: compared.map(infoOf), status: restored.status };
  }

  /** What is installed, and what is compared. */
  installed(): InstalledModel[] {
    return installedModels(this.library, this.#models);
  }

  /** Installs the models of a picked folder or ZIP; until the end nothing changes. */
  async addModels(picked: PickedFolder): Promise<InstalledModel[]> {
    return changingModels(async () => {
      // Read anew: another tab may have added models since.
      const { bundles } = await Library.open();
      await addBundle(picked, bundles, this.choice);
      await this.#change(() => Library.open());
      return this.installed();
    });
  }

  async removeModels(bundleId: string): Promise<InstalledModel[]> {
    return changingModels(async () => {
      const bundle = this.library.bundles.find(({ id }) => id === bundleId);
      if (!bundle) return this.installed();
      await this.#change(async () => {
        await removeBundle(bundle, this.library.bundles, this.index);
        return Library.open();
      });
      await this.#models.release(bundle);
      return this.installed();
    });
  }

  /** Compares two to four models; where an image tower has not seen the photos, the status says so. */
  async compare(ids: readonly string[]): Promise<InstalledModel[]> {
    await this.#change(() => this.library.compare(ids));
    return this.installed();
  }

  /** Another library, and with it perhaps other image towers: the folder's vectors are loaded anew. */
  async #change(change: () => Promise<Library>): Promise<void> {
    const before = this.library.towers;
    const wasRunning = this.#run.isRunning;
    await this.pause();
    this.library = await change();
    const { towers } = this.library;
    const [loaded] = this.#folder ?? [];
    if (!loaded) return;
    const same =
      towers.length === before.length &&
      towers.every(({ revision }, i) => revision === before[i]?.revision);
    const { id } = loaded.folder;
    if (!same) this.#folder = await loadFolder(id, this.index, towers);
    if (wasRunning) this.goOn();
    else if (!same && this.#folder)
      this.post(
        await statusAtRest(this.#folder, this.#picked, this.library.compared),
      );
  }

  /** Looks for what is new in the folder of the last visit, where the browser still lets us read it. */
  goOn(): void {
    if (this.#folder && this.#picked)
      this.#run.start(this.#folder, this.#picked);
  }

  /** Starts indexing a picked folder; how it goes is told by the status. */
  async indexFolder(picked: PickedFolder): Promise<void> {
    await this.pause();
    const { id } = await findFolder(picked, this.index);
    await saveFolderId(id);
    this.#picked = picked;
    this.#folder = await loadFolder(id, this.index, this.library.towers);
    this.#run.start(this.#folder, picked);
  }

  /** Goes on with the folder in use. */
  async resume(): Promise<void> {
    await this.pause();
    if (!this.#picked)
      throw new FailureError({
        kind: "permission",
        folder: this.#folder?.[0].folder.name ?? "the folder",
      });
    this.goOn();
  }

  /** Stops the run in progress; what it has encoded is stored before this resolves. */
  async pause(): Promise<void> {
    await this.#run.stop();
  }

  async read({
    text,
    budget,
  }: Pick<Query, "text" | "budget">): Promise<Reading[]> {
    return Promise.all(
      this.library.compared.map(async (model) => {
        const tokenizer = await this.#models.tokenizer(model);
        const { ids, total, cut } = readText(
          tokenizer,
          model.spec,
          text,
          budget,
        );
        return { model: model.spec.id, tokens: total, read: ids.length, cut };
      }),
    );
  }

  async search(query: Query, signal: AbortSignal): Promise<SearchResult> {
    const { compared } = this.library;
    const encoders = await Promise.all(
      compared.map((model) => this.#models.textEncoder(model)),
    );
    signal.throwIfAborted();
    const searched = pairTowers(compared, encoders, this.#folder ?? []);
    const id = ++this.#searches;
    this.#rankings = await searchFolder(id, query, searched, signal);
    return this.#rankings.result();
  }

  /** The rankings of the latest search; undefined where it is not the one that is asked about. */
  rankingsOf(search: number): Rankings | undefined {
    return this.#rankings?.id === search ? this.#rankings : undefined;
  }

  async thumbnail(key: PhotoKey): Promise<Blob | null> {
    return (await this.index.thumbnail(key)) ?? null;
  }

  /** The photo itself, as a picture that every browser shows; null while its folder can't be read. */
  async openPhoto(key: PhotoKey): Promise<Blob | null> {
    const record = this.#folder?.[0].records.get(key);
    if (!record || !this.#picked) return null;
    const blob = await openPhoto(this.#picked, record.path);
    return blob && showable(blob, record.path);
  }

  #imageEncoder(revision: string) {
    const tower = this.library.towers.find((one) => one.revision === revision);
    if (!tower)
      throw new FailureError({
        kind: "unexpected",
        reason: "the image tower is not in use any more",
      });
    return this.#models.imageEncoder(tower);
  }
}
