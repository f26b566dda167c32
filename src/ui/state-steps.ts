/** What the actions do to the state: each a pure step from one state to the next. */
import type { FolderStatus, ModelInfo, SearchResult } from "../engine/messages";
import { isBlank, type Folding } from "../query";
import { doneOf, shownResult, type AppState, type Reason } from "./app-state";
import { isWorking, overallOf } from "./index-status";

/** Asks for a new ranking; whoever waits for an older one waits in vain. */
export function ask(
  state: AppState,
  reason: Reason,
  last: SearchResult | null,
): AppState {
  const ticket = state.ticket + 1;
  if (isBlank(state.query) || state.folders.length === 0)
    return { ...state, ticket, search: { phase: "idle" } };
  return { ...state, ticket, search: { phase: "ranking", reason, last } };
}

export function write(
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

export const fold = (state: AppState, folding: Folding): AppState =>
  ask({ ...state, folding }, "wished", shownResult(state.search));

/** Another set of folders makes the ranking stale, and so does a folder that came to rest with another set of photos. */
export function receive(
  state: AppState,
  folders: readonly FolderStatus[],
): AppState {
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
export function compare(
  state: AppState,
  models: readonly ModelInfo[],
): AppState {
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
export function rank(state: AppState, result: SearchResult): AppState {
  const pointed = result.rankings
    .flatMap(({ ranked }) => ranked)
    .find(({ key }) => key === state.pointed?.key);
  return {
    ...state,
    search: { phase: "ranked", result },
    pointed: pointed ?? null,
  };
}
