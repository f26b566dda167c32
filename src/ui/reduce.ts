/** The actions that change what the page knows, and the one pure reducer. */
import type {
  FolderNews,
  FolderStatus,
  ModelInfo,
  SearchResult,
  Started,
} from "../engine/messages";
import type { Failure } from "../failures";
import type { RankedPhoto } from "../photo";
import { isBlank, type Query } from "../query";
import {
  doneOf,
  shownResult,
  type AppState,
  type Reason,
  type TextRead,
} from "./app-state";
import { isWorking, overallOf, withNews } from "./index-status";

export type Action =
  | { readonly kind: "started"; readonly started: Started }
  | { readonly kind: "start-failed"; readonly failure: Failure }
  | { readonly kind: "compared"; readonly models: readonly ModelInfo[] }
  | { readonly kind: "news"; readonly news: FolderNews }
  | { readonly kind: "typed"; readonly text: string }
  /** Everything of a query but its text, which is written. */
  | { readonly kind: "refined"; readonly refine: (query: Query) => Query }
  | { readonly kind: "query-chosen"; readonly query: Query }
  | { readonly kind: "sample-offered"; readonly text: string }
  | { readonly kind: "sample-chosen"; readonly text: string }
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
  | { readonly kind: "pointed"; readonly photo: RankedPhoto | null }
  | {
      readonly kind: "opened";
      readonly model: string;
      readonly photo: RankedPhoto;
    }
  | { readonly kind: "closed" };

/** Asks for a new ranking; whoever waits for an older one waits in vain. */
function ask(
  state: AppState,
  reason: Reason,
  last: SearchResult | null,
): AppState {
  const ticket = state.ticket + 1;
  if (isBlank(state.query) || state.folders.length === 0)
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
    { ...state, query: { ...state.query, text }, author },
    reason,
    shownResult(state.search),
  );
}

/** Another set of folders makes the ranking stale, and so does a folder that came to rest with another set of photos. */
function receive(state: AppState, folders: readonly FolderStatus[]): AppState {
  const next = { ...state, folders, status: overallOf(folders) };
  const idOf = ({ folder }: FolderStatus) => folder.id;
  const [ids, before] = [folders.map(idOf), state.folders.map(idOf)];
  const fewer = before.some((id) => !ids.includes(id));
  if (!fewer && ids.length === before.length) {
    const changed = folders.some((now, i) => {
      const last = state.folders[i];
      return (
        last &&
        !isWorking(now.phase) &&
        (now.phase !== last.phase || doneOf(now) !== doneOf(last))
      );
    });
    return changed ? ask(next, "changed", shownResult(state.search)) : next;
  }
  const ownText =
    state.author === "sample" &&
    !folders.some(({ folder }) => folder.kind === "samples")
      ? { query: { ...state.query, text: "" }, author: "nobody" as const }
      : {};
  // Photos that are gone should not stay on screen, nor open.
  const gone = fewer ? { opened: null, pointed: null } : {};
  const last = fewer ? null : shownResult(state.search);
  return ask({ ...next, ...ownText, ...gone }, "changed", last);
}

/** Other models make every ranking and reading stale. */
function compare(state: AppState, models: readonly ModelInfo[]): AppState {
  if (state.engine.phase !== "running") return state;
  const ids = (of: readonly ModelInfo[]) => of.map(({ id }) => id).join(" ");
  if (ids(models) === ids(state.engine.models)) return state;
  return ask(
    {
      ...state,
      engine: { phase: "running", models },
      read: null,
      opened: null,
      pointed: null,
    },
    "changed",
    shownResult(state.search),
  );
}

/** The photo under the pointer is told of anew, as far as it is among the first. */
function rank(state: AppState, result: SearchResult): AppState {
  const pointed = result.rankings
    .flatMap(({ ranked }) => ranked)
    .find(({ key }) => key === state.pointed?.key);
  return {
    ...state,
    search: { phase: "ranked", result },
    pointed: pointed ?? null,
  };
}

export function reduce(state: AppState, action: Action): AppState {
  switch (action.kind) {
    case "started":
      return receive(
        {
          ...state,
          engine: { phase: "running", models: action.started.models },
        },
        action.started.folders,
      );
    case "start-failed":
      return {
        ...state,
        engine: { phase: "failed", failure: action.failure },
        status: { phase: "failed", failure: action.failure },
      };
    case "compared":
      return compare(state, action.models);
    case "news":
      return receive(state, withNews(state.folders, action.news));
    case "typed":
      return write(state, action.text, "person", "typed");
    case "refined":
      return ask(
        { ...state, query: action.refine(state.query) },
        "wished",
        shownResult(state.search),
      );
    case "query-chosen":
      return ask(
        { ...state, query: action.query, author: "person" },
        "wished",
        shownResult(state.search),
      );
    case "sample-offered":
      return state.author === "nobody"
        ? write(state, action.text, "sample", "wished")
        : state;
    case "sample-chosen":
      return write(state, action.text, "sample", "wished");
    case "outgrown":
      return state.search.phase === "ranked"
        ? ask(state, "grown", state.search.result)
        : state;
    case "ranked":
      return action.ticket === state.ticket
        ? rank(state, action.result)
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
      return action.read.text === state.query.text &&
        action.read.budget === state.query.budget
        ? { ...state, read: action.read }
        : state;
    case "folder-asked":
      return { ...state, wish: { phase: "asked" } };
    case "folder-let-be":
      return { ...state, wish: { phase: "none" } };
    case "folder-failed":
      return { ...state, wish: { phase: "failed", failure: action.failure } };
    case "pointed":
      return { ...state, pointed: action.photo };
    case "opened":
      return { ...state, opened: { model: action.model, photo: action.photo } };
    case "closed":
      return { ...state, opened: null };
  }
}
