/** Heat maps of one photo for one query: asked for, followed, called off. */
import { useEffect, useRef, useState } from "react";
import type { HeatMap } from "../engine/messages";
import { failureOf, isAbort, type Failure } from "../failures";
import type { PhotoKey } from "../photo";
import type { Query } from "../query";
import type { Ask } from "./use-engine";

export type HeatMapsState =
  | { readonly phase: "idle" }
  | { readonly phase: "drawing"; readonly done: number; readonly total: number }
  | { readonly phase: "drawn"; readonly maps: readonly HeatMap[] }
  | { readonly phase: "failed"; readonly failure: Failure };

const idle: HeatMapsState = { phase: "idle" };

export function useHeatMaps(engine: Ask, key: PhotoKey, query: Query) {
  const [state, setState] = useState<HeatMapsState>(idle);
  const work = useRef<AbortController | null>(null);
  // Another photo or query has maps of its own.
  useEffect(
    () => () => {
      work.current?.abort();
      setState(idle);
    },
    [key, query],
  );
  return {
    state,
    draw: () => {
      const abort = new AbortController();
      work.current = abort;
      setState({ phase: "drawing", done: 0, total: 1 });
      const tell = (next: HeatMapsState) => {
        if (work.current === abort && !abort.signal.aborted) setState(next);
      };
      engine
        .request("heat-map", { key, query }, abort.signal, (steps) => {
          tell({ phase: "drawing", ...steps });
        })
        .then(
          (maps) => {
            tell({ phase: "drawn", maps });
          },
          (error: unknown) => {
            if (!isAbort(error))
              tell({ phase: "failed", failure: failureOf(error) });
          },
        );
    },
    cancel: () => {
      work.current?.abort();
      setState(idle);
    },
  };
}
