/** What the page knows, and what can be read off it. */
import type {
  FolderAnswers,
  FolderQuestion,
  FolderStatus,
  IndexCounts,
  ModelInfo,
  SearchResult,
} from "../engine/messages";
import type { Failure } from "../failures";
import type { Folder, PickedFolder, RankedPhoto, Reading } from "../photo";
import { emptyQuery, type Folding, type Query } from "../query";
import { noCounts, type IndexStatus } from "./index-status";

export type EngineState =
  | { readonly phase: "starting" }
  | { readonly phase: "running"; readonly models: readonly ModelInfo[] }
  | { readonly phase: "failed"; readonly failure: Failure };

/** Why a ranking was asked for: a keystroke, a sample, a change of the index, or its growth while indexing. */
export type Reason = "typed" | "wished" | "changed" | "grown";

/** Where the ranking of the text in the box stands. `last` is what stays on screen meanwhile. */
export type SearchState =
  | { readonly phase: "idle" }
  | {
      readonly phase: "ranking";
      readonly reason: Reason;
      readonly last: SearchResult | null;
    }
  | { readonly phase: "ranked"; readonly result: SearchResult }
  | {
      readonly phase: "failed";
      readonly failure: Failure;
      readonly last: SearchResult | null;
    };

/** How much of a text each model reads within a budget. */
export interface TextRead extends Pick<Query, "text" | "budget"> {
  readonly readings: readonly Reading[];
}

/** A picked folder that a person must hear or say something about, and what they said already. */
export interface PickInQuestion {
  readonly phase: "in-question";
  readonly picked: PickedFolder;
  readonly answers: FolderAnswers;
  readonly question: FolderQuestion;
}

/** A folder that a person asked for, until the engine tells of it. */
export type FolderWish =
  | { readonly phase: "none" }
  | { readonly phase: "asked" }
  /** The engine asks back, see `FolderQuestion`. */
  | PickInQuestion
  /** The picker was closed, by the person or by a browser that refuses the folder: it tells no difference. */
  | { readonly phase: "not-chosen" }
  | { readonly phase: "failed"; readonly failure: Failure };

/** As it stands in one model's ranking. */
export interface OpenedPhoto {
  readonly model: string;
  readonly photo: RankedPhoto;
}

export interface AppState {
  readonly engine: EngineState;
  readonly folders: readonly FolderStatus[];
  /** Of all folders together. */
  readonly status: IndexStatus;
  readonly query: Query;
  readonly folding: Folding;
  /** Who wrote the text last: a sample paragraph never replaces a person's own. */
  readonly author: "nobody" | "sample" | "person";
  /** Counts the rankings asked for; an answer with an older ticket is dropped. */
  readonly ticket: number;
  readonly search: SearchState;
  readonly read: TextRead | null;
  /** The photo under the pointer or the focus, lit in every ranking. */
  readonly pointed: RankedPhoto | null;
  /** The photo shown large, and the ranking that it is walked through. */
  readonly opened: OpenedPhoto | null;
  readonly wish: FolderWish;
  /** The sample photos went when photos of one's own came, which the person may still want to hear. */
  readonly madeRoom: boolean;
}

export const initialState: AppState = {
  engine: { phase: "starting" },
  folders: [],
  status: { phase: "empty" },
  query: emptyQuery,
  folding: null,
  author: "nobody",
  ticket: 0,
  search: { phase: "idle" },
  read: null,
  pointed: null,
  opened: null,
  wish: { phase: "none" },
  madeRoom: false,
};

/** The folder that the status speaks of, or null on the welcome page. */
export const folderOf = (status: IndexStatus): Folder | null =>
  status.phase === "empty" ? null : (status.folder ?? null);

export const countsOf = (status: IndexStatus): IndexCounts =>
  status.phase === "empty" ? noCounts : (status.counts ?? noCounts);

/** Photos that can be searched. */
export const doneOf = (status: IndexStatus): number =>
  countsOf(status).encoded + countsOf(status).unchanged;

/** The phase that the page shows: a folder that was just asked for counts as being looked through. */
export const phaseOf = ({
  status,
  wish,
}: Pick<AppState, "status" | "wish">): IndexStatus["phase"] =>
  wish.phase === "asked" ? "scanning" : status.phase;

/** The ranking on screen: of the text in the box, or, while that is being ranked, the one before. */
export function shownResult(search: SearchState): SearchResult | null {
  switch (search.phase) {
    case "idle":
      return null;
    case "ranked":
      return search.result;
    case "ranking":
    case "failed":
      return search.last;
  }
}

/** The readings of the query's text, or none while they are on their way. */
export const readingsOf = (
  read: TextRead | null,
  { text, budget }: Query,
): readonly Reading[] =>
  read?.text === text && read.budget === budget ? read.readings : [];
