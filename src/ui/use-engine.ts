/** The one hook that joins the engine to the reducer. */
import { useEffect, useReducer, type Dispatch } from "react";
import { EngineClient } from "../engine/client";
import type { DeviceChoice, FolderNews, Started } from "../engine/messages";
import { failureOf } from "../failures";
import { initialState, type AppState } from "./app-state";
import { reduce, type Action } from "./reduce";
import { Thumbnails } from "./thumbnails";
import { keptFolding } from "./use-folding";

/** All that components may ask of the engine, and the pictures that they share. */
export interface Ask extends Pick<EngineClient, "request"> {
  readonly thumbnails: Thumbnails;
}

/** The engine, once for the life of the page: it outlives every component, and StrictMode's second mount. */
export interface Engine extends Ask {
  readonly started: Promise<Started>;
  /** Calls `listener` with the last news of each folder, if there is any, and with all that comes after. */
  subscribe(listener: (news: FolderNews) => void): () => void;
}

export function startEngine(device: DeviceChoice, hub: string | null): Engine {
  const listeners = new Set<(news: FolderNews) => void>();
  const last = new Map<string, FolderNews>();
  const client = new EngineClient((news) => {
    last.set(news.folder.id, news);
    for (const listener of listeners) listener(news);
  });
  return {
    request: client.request.bind(client),
    thumbnails: new Thumbnails((key) => client.request("thumbnail", { key })),
    started: client.request("start", { device, hub }),
    subscribe(listener) {
      for (const news of last.values()) listener(news);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The state of the page, kept in step with the engine. */
export function useEngine(engine: Engine): [AppState, Dispatch<Action>] {
  const [state, dispatch] = useReducer(reduce, initialState, (state) => ({
    ...state,
    folding: keptFolding(),
  }));
  useEffect(() => {
    engine.started.then(
      (started) => {
        dispatch({ kind: "started", started });
      },
      (error: unknown) => {
        dispatch({ kind: "start-failed", failure: failureOf(error) });
      },
    );
    return engine.subscribe((news) => {
      dispatch({ kind: "news", news });
    });
  }, [engine]);
  return [state, dispatch];
}
