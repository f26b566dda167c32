/** The photo shown large: kept in step with its ranking, and walked along it. */
import { useEffect, useRef, type Dispatch } from "react";
import type { Ranking, SearchResult } from "../engine/messages";
import type { OpenedPhoto } from "./app-state";
import type { Action } from "./reduce";
import type { Ask } from "./use-engine";

/** Tells the photo's places anew when the rankings change; where it is in them no more, it is closed. */
export function useOpened(
  engine: Ask,
  result: SearchResult | null,
  opened: OpenedPhoto | null,
  dispatch: Dispatch<Action>,
): void {
  const search = result?.search;
  const model = opened?.model;
  const key = opened?.photo.key;
  useEffect(() => {
    if (search === undefined || model === undefined || key === undefined)
      return undefined;
    let wanted = true;
    engine.request("find", { search, model, keys: [key] }).then(
      (found) => {
        if (!wanted || !found) return;
        const [photo] = found;
        dispatch(photo ? { kind: "opened", model, photo } : { kind: "closed" });
      },
      () => {
        // What is known of it stays on screen.
      },
    );
    return () => {
      wanted = false;
    };
  }, [engine, search, model, key, dispatch]);
}

/** @returns goes some places on in the ranking; quick steps add up */
export function useWalk(
  engine: Ask,
  search: number,
  { model, length }: Ranking,
  rank: number,
  dispatch: Dispatch<Action>,
): (steps: number) => void {
  const target = useRef(rank);
  useEffect(() => {
    target.current = rank;
  }, [rank]);
  return (steps) => {
    const to = Math.min(length, Math.max(1, target.current + steps));
    if (to === target.current) return;
    target.current = to;
    engine.request("ranked", { search, model, from: to - 1, count: 1 }).then(
      (photos) => {
        const photo = photos?.[0];
        if (photo && target.current === to)
          dispatch({ kind: "opened", model, photo });
      },
      () => {
        // The photo on screen stays.
      },
    );
  };
}
