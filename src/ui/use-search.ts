/** Keeps the rankings and the token meters in step with the text in the box. */
import { useEffect, type Dispatch } from "react";
import { failureOf, isAbort } from "../failures";
import { doneOf, folderOf, type AppState } from "./app-state";
import { type Action } from "./reduce";
import type { Ask } from "./use-engine";

/** A pause in typing after which a ranking is worth its time: both text towers run. */
const RANK_AFTER_MS = 250;
/** The meters only tokenise, so they may follow more closely. */
const READ_AFTER_MS = 100;
/** While the index grows, rankings follow it no more often than this; the first photos come up sooner. */
const FOLLOW_EVERY_MS = 3000;
const FIRST_PHOTOS_AFTER_MS = 300;

export function useSearch(
  engine: Ask,
  state: AppState,
  dispatch: Dispatch<Action>,
): void {
  useRankings(engine, state, dispatch);
  useReadings(engine, state, dispatch);
  useGrowth(state, dispatch);
}

function useRankings(
  engine: Ask,
  { query, folding, ticket, search }: AppState,
  dispatch: Dispatch<Action>,
) {
  const reason = search.phase === "ranking" ? search.reason : null;
  useEffect(() => {
    if (reason === null) return undefined;
    return later(reason === "typed" ? RANK_AFTER_MS : 0, async (signal) => {
      try {
        dispatch({
          kind: "ranked",
          ticket,
          result: await engine.request("search", { query, folding }, signal),
        });
      } catch (error) {
        if (!isAbort(error))
          dispatch({
            kind: "search-failed",
            ticket,
            failure: failureOf(error),
          });
      }
    });
  }, [engine, dispatch, ticket, reason, query, folding]);
}

function useReadings(
  engine: Ask,
  { engine: models, status, query: { text, budget } }: AppState,
  dispatch: Dispatch<Action>,
) {
  const wanted = models.phase === "running" && folderOf(status) !== null;
  useEffect(() => {
    if (!wanted) return undefined;
    // Other models read the same text otherwise: `models` is not used here, but asks again.
    return later(READ_AFTER_MS, async (signal) => {
      try {
        dispatch({
          kind: "read",
          read: {
            text,
            budget,
            readings: await engine.request("read", { text, budget }, signal),
          },
        });
      } catch {
        // The search over the same text fails for the same reason, and says so on the page.
      }
    });
  }, [engine, dispatch, wanted, text, budget, models]);
}

function useGrowth(
  { status, search, ticket }: AppState,
  dispatch: Dispatch<Action>,
) {
  const outgrown =
    status.phase === "indexing" &&
    search.phase === "ranked" &&
    doneOf(status) > search.result.searched;
  const delayMs =
    search.phase === "ranked" && search.result.searched === 0
      ? FIRST_PHOTOS_AFTER_MS
      : FOLLOW_EVERY_MS;
  useEffect(() => {
    if (!outgrown) return undefined;
    const timer = setTimeout(() => {
      dispatch({ kind: "outgrown" });
    }, delayMs);
    return () => {
      clearTimeout(timer);
    };
  }, [outgrown, delayMs, ticket, dispatch]);
}

/** Runs `work` after a pause; the returned function calls it off, and aborts it where it is still under way. */
function later(
  delayMs: number,
  work: (signal: AbortSignal) => Promise<void>,
): () => void {
  const abort = new AbortController();
  let underWay = false;
  const timer = setTimeout(() => {
    underWay = true;
    void work(abort.signal).finally(() => {
      underWay = false;
    });
  }, delayMs);
  return () => {
    clearTimeout(timer);
    if (underWay) abort.abort();
  };
}
