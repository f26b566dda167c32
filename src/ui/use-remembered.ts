/** Saved and recent queries, kept in this browser. */
import { useCallback, useEffect, useState } from "react";
import {
  nothingRemembered,
  type Remembered,
  type Remembering,
} from "../remembered";
import type { AppState } from "./app-state";
import type { Ask } from "./use-engine";

/** A query that stays this long was meant, and not passed through. */
const MEANT_AFTER_MS = 3000;

export function useRemembered(
  engine: Ask,
  { search, author }: AppState,
): [Remembered, (change: Remembering) => void] {
  const [remembered, setRemembered] = useState(nothingRemembered);
  const change = useCallback(
    (wish: Remembering | null) => {
      engine.request("remember", { change: wish }).then(setRemembered, () => {
        // The list is a comfort: without storage the page only lacks it.
      });
    },
    [engine],
  );
  useEffect(() => {
    change(null);
  }, [change]);

  const asked =
    search.phase === "ranked" && author === "person"
      ? search.result.query
      : null;
  useEffect(() => {
    if (asked === null) return undefined;
    const timer = setTimeout(() => {
      change({ kind: "asked", query: asked });
    }, MEANT_AFTER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [asked, change]);
  return [remembered, change];
}
