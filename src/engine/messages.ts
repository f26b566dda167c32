/** Everything that crosses between the page and the engine's worker. Types only. */
import type { DeviceChoice, DeviceInUse } from "../encoders/device";
import type { Failure, PhotoFailure } from "../failures";
import type {
  Folder,
  PhotoKey,
  PickedFolder,
  RankedPhoto,
  Reading,
} from "../photo";
import type { Query } from "../query";
import type { Figures } from "../recall";
import type {
  DownloadProgress,
  FoundModel,
  ModelInfo,
  ModelsNow,
} from "./model-messages";
import type { Remembered, Remembering } from "../remembered";

export type * from "./model-messages";
export type { Device, DeviceChoice, DeviceInUse } from "../encoders/device";

/** Of one folder. At rest, encoded + unchanged + failed = total. */
export interface IndexCounts {
  readonly total: number;
  readonly encoded: number;
  readonly unchanged: number;
  readonly failed: number;
}

interface OfFolder {
  readonly folder: Folder;
  readonly counts: IndexCounts;
  readonly failures: readonly PhotoFailure[];
  /** null until a session has been opened for encoding. */
  readonly device: DeviceInUse | null;
}

/** Where one folder stands. Whatever of it is indexed can be searched in every phase. */
export type FolderStatus = OfFolder &
  (
    | { readonly phase: "waiting" }
    | { readonly phase: "scanning" }
    | {
        readonly phase: "indexing";
        /** The path of the photo at work; empty while the image tower loads. */
        readonly current: string;
        /** 0 until the first photo is done. */
        readonly photosPerSecond: number;
        /** Which image tower is at work, from 0, of how many. */
        readonly pass: { readonly at: number; readonly of: number };
      }
    /** A compared model's image tower has not seen all photos; the other models can be searched. */
    | {
        readonly phase: "behind";
        /** Titles of the models that wait. */
        readonly models: readonly string[];
        readonly toEncode: number;
      }
    | { readonly phase: "paused" }
    /** The page must ask for the folder again: by its handle, or, where that is null, by picking it. */
    | {
        readonly phase: "disconnected";
        readonly handle: FileSystemDirectoryHandle | null;
        readonly failure: Failure;
      }
    | {
        readonly phase: "ready";
        readonly elapsedMs: number;
        readonly notice: Failure | null;
      }
    | { readonly phase: "failed"; readonly failure: Failure }
  );

/** News of one folder; `removed` is the last that is heard of it. */
export type FolderNews =
  FolderStatus | { readonly phase: "removed"; readonly folder: Folder };

export interface Started {
  /** The compared ones. */
  readonly models: readonly ModelInfo[];
  readonly folders: readonly FolderStatus[];
}

export interface Ranking {
  readonly model: string;
  /** The first photos, best first; the rest is asked for in stretches. */
  readonly ranked: readonly RankedPhoto[];
  /** How many photos it holds in all: the matches. */
  readonly length: number;
  /** How many pass the filter, matches or not. */
  readonly passed: number;
  /** Whether the best photo fits better than one would fit a text about nothing. */
  readonly answered: boolean;
  /** How many photos it was taken from. */
  readonly searched: number;
}

export interface SearchResult {
  /** Names this search when more of its rankings is asked for; the engine keeps those of the latest. */
  readonly search: number;
  /** The exact query that was ranked. */
  readonly query: Query;
  /** One ranking per compared model, in their order. */
  readonly rankings: readonly Ranking[];
  /** How many photos were ranked, by the model that ranked most. */
  readonly searched: number;
  /** Every later model against the first. */
  readonly agreements: readonly Agreement[];
}

/** How far a model's ranking agrees with the first model's. */
export interface Agreement {
  readonly model: string;
  /** Photos that both put among their first ten. */
  readonly overlap: number;
  /** Spearman's, over all photos that pass the filter; NaN for fewer than two. */
  readonly correlation: number;
  /** The photos near the top of either that stand furthest apart, as this model ranks them. */
  readonly movers: readonly RankedPhoto[];
}

/** What the filters offer. */
export interface Facets {
  readonly cameras: readonly string[];
  readonly types: readonly string[];
  /** Folders and the folders in them, each by how its photos' keys begin. */
  readonly within: readonly {
    readonly begins: string;
    readonly name: string;
  }[];
  /** "2021-05-12"; empty where no photo has a date. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** Photos whose place is known. */
  readonly placed: number;
}

/** What one sentence, by its UTF-16 offsets, adds to a photo's score; null where the model did not read it. */
export interface SentenceShare {
  readonly from: number;
  readonly to: number;
  readonly share: number | null;
}

/** Why one model gives a photo its score. */
export interface Why {
  readonly model: string;
  readonly score: number;
  readonly shares: readonly SentenceShare[];
}

/** A sentence that `stopped` does not read whole, and without which `changed` of the first ten of `reader` would be others. */
export interface CutSentence {
  readonly from: number;
  readonly to: number;
  readonly stopped: string;
  readonly reader: string;
  readonly changed: number;
}

/** How much lower one model scores a photo with each cell of a grid covered. */
export interface HeatMap {
  readonly model: string;
  /** [side x side], row by row. */
  readonly drops: readonly number[];
  readonly side: number;
  /** The part of the photo that the image tower sees. */
  readonly seen: "whole" | "centre square";
}

/** What a person asks of a run beside looking for what is new. */
export interface RunWish {
  /** Tries what failed before once more. */
  readonly retryFailed?: boolean;
  /** Forgets missing photos, however many they are. */
  readonly forgetMissing?: boolean;
}

/** A sub-folder that holds photos or is left out. */
export interface SubFolder {
  readonly path: string;
  /** Known photos in it and below. */
  readonly photos: number;
  readonly excluded: boolean;
}

/** How well a model finds, reading so many tokens. */
export interface RecallPoint {
  readonly model: string;
  /** At most; those of the longest caption where all were read. */
  readonly tokens: number;
  /** As many as the model can. */
  readonly all: boolean;
  readonly textToPhoto: Figures;
  readonly photoToText: Figures;
}

export interface EvaluatedQuery {
  readonly photo: string;
  readonly text: string;
  /** Of the caption's own photo, by model id, with all read. */
  readonly ranks: Readonly<Record<string, number>>;
}

/** What a file of captions says of each compared model. */
export interface Evaluation {
  readonly file: string;
  readonly captions: number;
  /** Among which each caption looks for its own. */
  readonly photos: number;
  /** Named photos that are not in the index, or could be several. */
  readonly unmatched: number;
  /** The first of them. */
  readonly unmatchedPhotos: readonly string[];
  readonly points: readonly RecallPoint[];
  readonly queries: readonly EvaluatedQuery[];
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
  index: { ask: { folder: PickedFolder }; answer: null };
  /** Looks for what is new in these folders, as far as they can be read. */
  resume: { ask: OfFolders & RunWish; answer: null };
  pause: { ask: OfFolders; answer: null };
  /** Forgets a folder and all that was stored of it; the photos themselves stay where they are. */
  "remove-folder": { ask: { folder: string }; answer: null };
  "sub-folders": { ask: { folder: string }; answer: readonly SubFolder[] };
  /** Leaves out these sub-folders, and no others, from now on. */
  exclude: {
    ask: { folder: string; paths: readonly string[] };
    answer: null;
  };
  /** Deletes folders, photos, vectors, thumbnails, handles, added models and choices: all that is stored here but the app itself. */
  "forget-everything": { ask: object; answer: null };
  /** How much of a text each model reads within a budget. */
  read: {
    ask: Pick<Query, "text" | "budget">;
    answer: readonly Reading[];
  };
  search: { ask: { query: Query }; answer: SearchResult };
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
export type ProgressOf<K extends Kind> = K extends "heat-map" | "evaluate"
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
