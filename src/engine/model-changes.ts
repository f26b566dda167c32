/** What is installed, and every way to change it: one at a time, over all tabs. */
import type { DeviceChoice } from "../encoders/device";
import type { PickedFolder } from "../photo";
import type { PhotoIndex } from "../photo-index";
import { savedDownloads } from "../settings";
import { addBundle } from "./add-bundle";
import { Downloads } from "./downloads";
import { embedded, Library, type InstalledBundle } from "./library";
import type { DownloadProgress, FoundModel, ModelsNow } from "./messages";
import { infoOf, installedModels } from "./model-info";
import type { Models } from "./models";
import { changingModels } from "./models-lock";
import { removeBundle } from "./remove-bundle";
import { unusedVectors } from "./unused-vectors";

interface Workshop {
  readonly choice: DeviceChoice;
  readonly hub: string;
  readonly models: Models;
  readonly index: PhotoIndex;
  readonly library: () => Library;
  /** Puts another library to use. */
  readonly change: (change: () => Promise<Library>) => Promise<void>;
}

export class ModelChanges {
  readonly #downloads: Downloads;

  constructor(private readonly workshop: Workshop) {
    this.#downloads = new Downloads(workshop.hub, workshop.choice);
  }

  /** What is installed, what is compared, what is half there, and what is kept for models that are not compared. */
  async now(): Promise<ModelsNow> {
    const { library, models, index } = this.workshop;
    return {
      models: installedModels(library(), models),
      compared: library().compared.map(infoOf),
      downloads: await this.#downloads.list(),
      unused: await unusedVectors(library(), index),
    };
  }

  /** Frees the vectors of an image tower, unless a compared model uses it. */
  free(revision: string): Promise<ModelsNow> {
    return changingModels(async () => {
      const { library, index } = this.workshop;
      const inUse = library().towers.some((one) => one.revision === revision);
      if (!inUse) await index.forgetTower(revision);
      return this.now();
    });
  }

  /** Installs the models of a picked folder or ZIP; until the end nothing changes. */
  add(picked: PickedFolder, signal: AbortSignal): Promise<ModelsNow> {
    return this.#install(async () => {
      // Read anew: another tab may have added models since.
      const { bundles } = await Library.open();
      await addBundle(picked, null, bundles, this.workshop.choice, signal);
    });
  }

  find(address: string, signal: AbortSignal): Promise<FoundModel> {
    return this.#downloads.find(address, signal);
  }

  /** Fetches a found model, or the rest of it, and installs it. */
  fetch(
    download: string,
    tell: (progress: DownloadProgress) => void,
    signal: AbortSignal,
  ): Promise<ModelsNow> {
    return this.#install(() => this.#downloads.fetch(download, tell, signal));
  }

  discard(download: string): Promise<ModelsNow> {
    return changingModels(async () => {
      await this.#downloads.discard(download);
      return this.now();
    });
  }

  remove(bundleId: string): Promise<ModelsNow> {
    return changingModels(async () => {
      const { bundles } = this.workshop.library();
      const bundle = bundles.find(({ id }) => id === bundleId);
      if (bundle) await this.#remove(bundle);
      return this.now();
    });
  }

  /** Removes every added model, and what is half there of others. */
  removeAll(): Promise<void> {
    return changingModels(async () => {
      // Read anew: another tab may have added models since.
      const { bundles } = await Library.open();
      for (const bundle of bundles)
        if (bundle.id !== embedded) await this.#remove(bundle);
      for (const { id } of await savedDownloads())
        await this.#downloads.discard(id);
    });
  }

  async #remove(bundle: InstalledBundle): Promise<void> {
    const { library, change, index, models } = this.workshop;
    await change(async () => {
      await removeBundle(bundle, library().bundles, index);
      return Library.open();
    });
    await models.release(bundle);
  }

  /** Work on the disk that installs models; then the library is read anew. */
  #install(work: () => Promise<void>): Promise<ModelsNow> {
    return changingModels(async () => {
      await work();
      await this.workshop.change(() => Library.open());
      return this.now();
    });
  }
}
