/** The actions that change what the page knows, and the one pure reducer. */
import type {
  FolderNews,
  ModelInfo,
  SearchResult,
  Started,
} from "../engine/messages";
import type { Failure } from "../failures";
import type { Fold, RankedPhoto } from "../photo";
import type { Folding, Query } from "../query";
import {
  shownResult,
  type AppState,
  type PickInQuestion,
  type TextRead,
} from "./app-state";
import { withNews } from "./index-status";
import { ask, compare, fold, rank, receive, write } from "./state-steps";

export type Action =
  | { readonly kind: "started"; readonly started: Started }
  | { readonly kind: "start-failed"; readonly failure: Failure }
  | { readonly kind: "compared"; readonly models: readonly ModelInfo[] }
  | { readonly kind: "news"; readonly news: FolderNews }
  | { readonly kind: "typed"; readonly text: string }
  /** Everything of a query but its text, which is written. */
  | { readonly kind: "refined"; readonly refine: (query: Query) => Query }
  | { readonly kind: "query-chosen"; readonly query: Query }
  | { readonly kind: "folding-chosen"; readonly folding: Folding }
  | { readonly kind: "folded" | "unfolded"; readonly fold: Fold }
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
  | { readonly kind: "folder-let-be" | "folder-not-chosen" | "made-room-heard" }
  | { readonly kind: "folder-in-question"; readonly wish: PickInQuestion }
  | { readonly kind: "folder-failed"; readonly failure: Failure }
  | { readonly kind: "pointed"; readonly photo: RankedPhoto | null }
  | {
      readonly kind: "opened";
      readonly model: string;
      readonly photo: RankedPhoto;
    }
  | { readonly kind: "closed" };

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
      return madeRoom(
        receive(state, withNews(state.folders, action.news)),
        action.news,
      );
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
    case "folding-chosen":
      return fold(state, action.folding);
    case "unfolded":
      return fold(state, {
        open: [...(state.folding?.open ?? []), action.fold.best],
      });
    case "folded":
      return fold(state, {
        open: (state.folding?.open ?? []).filter(
          (key) => !action.fold.open.includes(key),
        ),
      });
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
    case "folder-in-question":
      return { ...state, wish: action.wish };
    case "folder-let-be":
      return { ...state, wish: { phase: "none" } };
    case "folder-not-chosen":
      return { ...state, wish: { phase: "not-chosen" } };
    case "made-room-heard":
      return { ...state, madeRoom: false };
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

/** The samples only stand in: they go when a folder comes, and alone when a person removes them. */
const madeRoom = (state: AppState, { phase, folder }: FolderNews): AppState =>
  phase === "removed" && folder.kind === "samples" && state.folders.length > 0
    ? { ...state, madeRoom: true }
    : state;
