/** What the page knows, the actions that change it, and the one pure reducer. */
import type {
  IndexCounts,
  IndexStatus,
  ModelInfo,
  SearchResult,
  Started,
} from "../engine/messages";
import type { Failure } from "../failures";
import type { Folder, PhotoKey, Reading } from "../photo";

/** Photos shown at first, and how many more at each wish. */
export const PAGE = 24;

export type EngineState =
  | { readonly phase: "starting" }
  | { readonly phase: "running"; readonly models: readonly ModelInfo[] }
  | { readonly phase: "failed"; readonly failure: Failure };

/** Why a ranking was asked for: a keystroke, a sample or a longer list, a change of the index, or its growth while indexing. */
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

/** How much of a text each model reads. */
export interface TextRead {
  readonly text: string;
  readonly readings: readonly Reading[];
}

/** A folder that a person asked for, until the engine tells of it. */
export type FolderWish =
  | { readonly phase: "none" }
  | { readonly phase: "asked" }
  | { readonly phase: "failed"; readonly failure: Failure };

export interface AppState {
  readonly engine: EngineState;
  readonly status: IndexStatus;
  readonly text: string;
  /** Who wrote the text last: a sample paragraph never replaces a person's own. */
  readonly author: "nobody" | "sample" | "person";
  readonly limit: number;
  /** Counts the rankings asked for; an answer with an older ticket is dropped. */
  readonly ticket: number;
  readonly search: SearchState;
  readonly read: TextRead | null;
  /** The photo under the pointer or the focus, lit in every ranking. */
  readonly pointed: PhotoKey | null;
  /** The photo shown large, and the ranking that it is walked through. */
  readonly opened: { readonly model: string; readonly key: PhotoKey } | null;
  readonly wish: FolderWish;
}

export const initialState: AppState = {
  engine: { phase: "starting" },
  status: { phase: "empty" },
  text: "",
  author: "nobody",
  limit: PAGE,
  ticket: 0,
  search: { phase: "idle" },
  read: null,
  pointed: null,
  opened: null,
  wish: { phase: "none" },
};

export type Action =
  | { readonly kind: "started"; readonly started: Started }
  | { readonly kind: "start-failed"; readonly failure: Failure }
  | { readonly kind: "status"; readonly status: IndexStatus }
  | { readonly kind: "typed"; readonly text: string }
  | { readonly kind: "sample-offered"; readonly text: string }
  | { readonly kind: "sample-chosen"; readonly text: string }
  | { readonly kind: "more" }
  | { readonly kind: "outgrown" }
  | {
      readonly kind: "ranked";
      readonly ticket: number;
      readonly result: SearchResult;
    }
  | {
      readonly kind: "search-failed";
      readonly ticket: number;
      readonly failure: Failure;
    }
  | { readonly kind: "read"; readonly read: TextRead }
  | { readonly kind: "folder-asked" }
  | { readonly kind: "folder-let-be" }
  | { readonly kind: "folder-failed"; readonly failure: Failure }
  | { readonly kind: "pointed"; readonly key: PhotoKey | null }
  | { readonly kind: "opened"; readonly model: string; readonly key: PhotoKey }
  | { readonly kind: "closed" };

const noCounts: IndexCounts = { total: 0, encoded: 0, unchanged: 0, failed: 0 };

/** The folder on screen, or null on the welcome page. */
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

const isWorking = (status: IndexStatus) =>
  status.phase === "scanning" || status.phase === "indexing";

/** Asks for a new ranking; whoever waits for an older one waits in vain. */
function ask(
  state: AppState,
  reason: Reason,
  last: SearchResult | null,
): AppState {
  const ticket = state.ticket + 1;
  if (state.text.trim() === "" || folderOf(state.status) === null)
    return { ...state, ticket, search: { phase: "idle" } };
  return { ...state, ticket, search: { phase: "ranking", reason, last } };
}

function write(
  state: AppState,
  text: string,
  author: AppState["author"],
  reason: Reason,
): AppState {
  return ask(
    { ...state, text, author, limit: PAGE },
    reason,
    shownResult(state.search),
  );
}

/** Another folder drops the ranking; a folder that came to rest with another set of photos makes it stale at once. */
function receive(state: AppState, status: IndexStatus): AppState {
  const before = state.status;
  const folder = folderOf(status);
  // A run that is called off for the new one, or that just ends, tells nothing of the new one.
  const isOld = ["empty", "paused", "ready"].includes(status.phase);
  const next = {
    ...state,
    status,
    wish: isOld ? state.wish : ({ phase: "none" } as const),
  };
  if (folder?.id !== folderOf(before)?.id) {
    const ownText =
      state.author === "sample" && folder?.kind !== "samples"
        ? { text: "", author: "nobody" as const }
        : {};
    return ask(
      { ...next, ...ownText, opened: null, pointed: null, limit: PAGE },
      "changed",
      null,
    );
  }
  const cameToRest =
    !isWorking(status) &&
    (status.phase !== before.phase || doneOf(status) !== doneOf(before));
  return cameToRest ? ask(next, "changed", shownResult(state.search)) : next;
}

export function reduce(state: AppState, action: Action): AppState {
  switch (action.kind) {
    case "started":
      return receive(
        {
          ...state,
          engine: { phase: "running", models: action.started.models },
        },
        action.started.status,
      );
    case "start-failed":
      return {
        ...state,
        engine: { phase: "failed", failure: action.failure },
        status: { phase: "failed", failure: action.failure },
      };
    case "status":
      return receive(state, action.status);
    case "typed":
      return write(state, action.text, "person", "typed");
    case "sample-offered":
      return state.author === "nobody"
        ? write(state, action.text, "sample", "wished")
        : state;
    case "sample-chosen":
      return write(state, action.text, "sample", "wished");
    case "more":
      return ask(
        { ...state, limit: state.limit + PAGE },
        "wished",
        shownResult(state.search),
      );
    case "outgrown":
      return state.search.phase === "ranked"
        ? ask(state, "grown", state.search.result)
        : state;
    case "ranked":
      return action.ticket === state.ticket
        ? { ...state, search: { phase: "ranked", result: action.result } }
        : state;
    case "search-failed":
      if (action.ticket !== state.ticket) return state;
      return {
        ...state,
        search: {
          phase: "failed",
          failure: action.failure,
          last: shownResult(state.search),
        },
      };
    case "read":
      return action.read.text === state.text
        ? { ...state, read: action.read }
        : state;
    case "folder-asked":
      return { ...state, wish: { phase: "asked" } };
    case "folder-let-be":
      return { ...state, wish: { phase: "none" } };
    case "folder-failed":
      return { ...state, wish: { phase: "failed", failure: action.failure } };
    case "pointed":
      return { ...state, pointed: action.key };
    case "opened":
      return { ...state, opened: { model: action.model, key: action.key } };
    case "closed":
      return { ...state, opened: null };
  }
}
