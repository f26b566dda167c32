/** The engine: the installed models and the folders, composed from the steps. */
import { planDevice, type DeviceChoice } from "../encoders/device";
import type { PhotoKey, Reading } from "../photo";
import { PhotoIndex } from "../photo-index";
import type { Folding, Query } from "../query";
import { publicHub } from "../remote/place";
import { forgetSettings } from "../settings";
import { Backups } from "./backups";
import { Folders } from "./folders";
import { Library } from "./library";
import { evaluate } from "./evaluate";
import { facetsOf } from "./facets";
import { drawHeatMaps } from "./heat-map";
import type {
  CutSentence,
  Evaluation,
  Facets,
  FolderNews,
  HeatMap,
  ModelsNow,
  SearchResult,
  Started,
  Why,
} from "./messages";
import { ModelChanges } from "./model-changes";
import { infoOf } from "./model-info";
import { Models } from "./models";
import type { Rankings } from "./rankings";
import { Pictures } from "./pictures";
import { readingOf } from "./reading";
import { searchFolders, type Searched } from "./search";
import { openSearched } from "./searched";
import { thumbnailOf } from "./thumbnail";
import { explain, findCutSentences } from "./why";

export class Engine {
  private constructor(
    choice: DeviceChoice,
    private library: Library,
    private readonly models: Models,
    private readonly index: PhotoIndex,
    hub: string,
    readonly folders: Folders,
  ) {
    this.changes = new ModelChanges({
      choice,
      hub,
      models,
      index,
      library: () => this.library,
      change: (change) => this.#change(change),
    });
    this.backups = new Backups(index, folders, () =>
      this.library.compared.map(({ spec: { id, title } }) => ({ id, title })),
    );
  }

  /** What is installed, and the ways to change it. */
  readonly changes: ModelChanges;
  readonly backups: Backups;
  readonly #pictures = new Pictures();
  #searches = 0;
  #rankings: Rankings | undefined;

  /** @throws FailureError where the manifest, the index or a forced device can't be had */
  static async open(
    choice: DeviceChoice,
    hub: string | null,
    post: (news: FolderNews) => void,
  ): Promise<Engine> {
    // A device that the address asks for is looked for at once: nobody should choose a folder first and learn then.
    if (choice === "webgpu") await planDevice(choice);
    const library = await Library.open();
    const index = await PhotoIndex.open();
    const models = new Models(choice);
    const folders = new Folders(index, models, library, post);
    return new Engine(
      choice,
      library,
      models,
      index,
      hub ?? publicHub,
      folders,
    );
  }

  /** Brings back the folders of earlier visits. */
  async restore(): Promise<Started> {
    await this.backups.sweep();
    const folders = await this.folders.restore();
    return { models: this.library.compared.map(infoOf), folders };
  }

  /** Compares two to four models; where an image tower has not seen the photos, the status says so. */
  async compare(ids: readonly string[]): Promise<ModelsNow> {
    await this.#change(() => this.library.compare(ids));
    return this.changes.now();
  }

  /**
   * Deletes all that is stored here but the app itself.
   * @throws FailureError model-busy, before anything is deleted
   */
  async forgetEverything(): Promise<void> {
    // First, since it is refused while models change: then nothing is gone.
    await this.changes.removeAll();
    await this.folders.changes.removeAll();
    await forgetSettings();
  }

  async #change(change: () => Promise<Library>): Promise<void> {
    this.library = await this.folders.change(change);
  }

  async read({
    text,
    budget,
  }: Pick<Query, "text" | "budget">): Promise<Reading[]> {
    return Promise.all(
      this.library.compared.map(async (model) => {
        const tokenizer = await this.models.tokenizer(model);
        return readingOf(model, tokenizer, text, budget);
      }),
    );
  }

  async search(
    query: Query,
    folding: Folding,
    signal: AbortSignal,
  ): Promise<SearchResult> {
    const searched = await this.#searched();
    signal.throwIfAborted();
    const id = ++this.#searches;
    this.#rankings = await searchFolders(id, query, folding, searched, signal);
    return this.#rankings.result();
  }

  /** The rankings of the latest search; undefined where it is not the one that is asked about. */
  rankingsOf(search: number): Rankings | undefined {
    return this.#rankings?.id === search ? this.#rankings : undefined;
  }

  async why(key: PhotoKey, query: Query, signal: AbortSignal): Promise<Why[]> {
    return explain(key, query, await this.#searched(), signal);
  }

  async cutSentences(
    query: Query,
    signal: AbortSignal,
  ): Promise<CutSentence[]> {
    return findCutSentences(query, await this.#searched(), signal);
  }

  /** @throws FailureError unreadable-photo where the photo's folder can't be read now */
  async heatMap(
    key: PhotoKey,
    query: Query,
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<HeatMap[]> {
    return drawHeatMaps(
      key,
      query,
      await this.#searched(),
      this.folders,
      onProgress,
      signal,
    );
  }

  async evaluate(
    file: File,
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<Evaluation> {
    return evaluate(file, await this.#searched(), onProgress, signal);
  }

  #searched(): Promise<Searched[]> {
    const { library, folders, models } = this;
    return openSearched(library.compared, folders, models, this.#pictures);
  }

  facets(): Facets {
    const [tower] = this.library.towers;
    return facetsOf(tower ? this.folders.under(tower.revision) : []);
  }

  /** @returns the id that a query names the picture by */
  addPicture(picture: Blob): string {
    return this.#pictures.add(picture);
  }

  thumbnail(key: PhotoKey): Promise<Blob | null> {
    return thumbnailOf(key, this.index, this.folders);
  }
}
