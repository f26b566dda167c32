/** Everything that crosses between the page and the engine's worker. Types only. */
import type { DeviceChoice } from "../encoders/device";
import type { Failure } from "../failures";
import type { PhotoKey, PickedFolder, RankedPhoto, Reading } from "../photo";
import type { Folding, Query } from "../query";
import type {
  DownloadProgress,
  FoundModel,
  ModelInfo,
  ModelsNow,
} from "./model-messages";
import type { Remembered, Remembering } from "../remembered";
import type {
  FolderAnswers,
  FolderQuestion,
  FolderStatus,
  FolderNews,
  Restored,
  RunWish,
  SubFolder,
} from "./index-messages";
import type {
  SearchResult,
  Why,
  CutSentence,
  HeatMap,
  Evaluation,
  Facets,
} from "./search-messages";

export type * from "./model-messages";
export type { Device, DeviceChoice, DeviceInUse } from "../encoders/device";
export type * from "./index-messages";
export type * from "./search-messages";

export interface Started {
  /** The compared ones. */
  readonly models: readonly ModelInfo[];
  readonly folders: readonly FolderStatus[];
}

/** Folder ids; null for every folder. */
interface OfFolders {
  readonly folders: readonly string[] | null;
}

/** A request's fields and what it is answered with, by kind. */
export interface Exchange {
  /** @property hub where models are looked up by id; null for the public one */
  start: {
    ask: { device: DeviceChoice; hub: string | null };
    answer: Started;
  };
  /** Answered with a question where a person must say more first, and asked again with what they say. */
  index: {
    ask: { folder: PickedFolder; answers: FolderAnswers };
    answer: FolderQuestion | null;
  };
  /** Looks for what is new in these folders, as far as they can be read. */
  resume: { ask: OfFolders & RunWish; answer: null };
  pause: { ask: OfFolders; answer: null };
  /** Forgets a folder and all that was stored of it; the photos themselves stay where they are. */
  "remove-folder": { ask: { folder: string }; answer: null };
  "sub-folders": { ask: { folder: string }; answer: readonly SubFolder[] };
  /** Leaves out a sub-folder from now on, or takes it in again. */
  exclude: {
    ask: { folder: string; path: string; excluded: boolean };
    answer: null;
  };
  /** Deletes folders, photos, vectors, thumbnails, handles, added models and choices: all that is stored here but the app itself. */
  "forget-everything": { ask: object; answer: null };
  /** Writes the whole index into one file, which is the answer where `to` is null; tells its progress. */
  "save-backup": {
    ask: { to: FileSystemFileHandle | null };
    answer: Blob | null;
  };
  /** Adds the folders of a backup, all or none; tells its progress. */
  "restore-backup": { ask: { file: File }; answer: Restored };
  /** How much of a text each model reads within a budget. */
  read: {
    ask: Pick<Query, "text" | "budget">;
    answer: readonly Reading[];
  };
  search: {
    ask: { query: Query; folding: Folding };
    answer: SearchResult;
  };
  /** A stretch of one ranking, `from` 0 for the best; null where a newer search has replaced it. */
  ranked: {
    ask: { search: number; model: string; from: number; count: number };
    answer: readonly RankedPhoto[] | null;
  };
  /** Some photos as they stand in one ranking, without those that are not in it; null where a newer search has replaced it. */
  find: {
    ask: { search: number; model: string; keys: readonly PhotoKey[] };
    answer: readonly RankedPhoto[] | null;
  };
  /** What each sentence of the query adds to a photo's score. */
  why: { ask: { key: PhotoKey; query: Query }; answer: readonly Why[] };
  /** Sentences behind a cut that matter to a model which reads on. */
  "cut-sentences": { ask: { query: Query }; answer: readonly CutSentence[] };
  /** Where on the photo each model's score comes from; tells its progress. */
  "heat-map": {
    ask: { key: PhotoKey; query: Query };
    answer: readonly HeatMap[];
  };
  /** Measures the compared models on a file of captions; tells its progress. */
  evaluate: { ask: { file: File }; answer: Evaluation };
  /** What the photos can be told apart by. */
  facets: { ask: object; answer: Facets };
  /** Keeps a picture to search by, until the page is closed; the answer is the id that a query names it by. */
  "add-picture": { ask: { picture: Blob }; answer: string };
  thumbnail: { ask: { key: PhotoKey }; answer: Blob | null };
  /** The photo itself as a picture that every browser shows, or null when its folder can't be read now. */
  open: { ask: { key: PhotoKey }; answer: Blob | null };
  /** The photo's own file, byte by byte, or null when it is gone or its folder can't be read now. */
  original: { ask: { key: PhotoKey }; answer: Blob | null };
  /** What is installed, and what is half there. */
  models: { ask: object; answer: ModelsNow };
  "add-models": { ask: { folder: PickedFolder }; answer: ModelsNow };
  /** What lies at an address or under a hub's id; only its description is fetched. */
  "find-model": { ask: { address: string }; answer: FoundModel };
  /** Fetches what was found, or the rest of what is half there; tells its progress. An abort keeps what arrived. */
  "fetch-model": { ask: { download: string }; answer: ModelsNow };
  /** Frees the vectors of an image tower that no compared model uses. */
  "free-vectors": { ask: { revision: string }; answer: ModelsNow };
  "discard-download": { ask: { download: string }; answer: ModelsNow };
  "remove-models": { ask: { bundle: string }; answer: ModelsNow };
  /** Compares two to four models. */
  compare: { ask: { models: readonly string[] }; answer: ModelsNow };
  /** Whether videos are indexed too, from the next look at a folder; null only asks. */
  videos: { ask: { videos: boolean | null }; answer: boolean };
  /** Changes which queries are kept in this browser, null for nothing; answered with all of them. */
  remember: { ask: { change: Remembering | null }; answer: Remembered };
  abort: { ask: { request: number }; answer: null };
}

export type Kind = keyof Exchange;

/** How far work of equal steps is. */
export interface Steps {
  readonly done: number;
  readonly total: number;
}

/** What a request that takes long tells meanwhile. */
export type ProgressOf<K extends Kind> = K extends
  "heat-map" | "evaluate" | "save-backup" | "restore-backup"
  ? Steps
  : DownloadProgress;
export type Request = {
  [K in Kind]: { readonly id: number; readonly kind: K } & Exchange[K]["ask"];
}[Kind];

/** What the worker posts: the answer to a request, its failure, its abort, or news of a download or of the index. */
export type Reply =
  | {
      readonly kind: "answer";
      readonly id: number;
      readonly value: Exchange[Kind]["answer"];
    }
  | { readonly kind: "failed"; readonly id: number; readonly failure: Failure }
  | { readonly kind: "aborted"; readonly id: number }
  /** How far a request is that takes long. */
  | {
      readonly kind: "progress";
      readonly id: number;
      readonly progress: ProgressOf<Kind>;
    }
  | { readonly kind: "news"; readonly news: FolderNews };
