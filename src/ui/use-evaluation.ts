/** The Evaluate page: captions are dropped or chosen, measured with progress, called off. */
import { useMemo, useRef, useState } from "react";
import type { Evaluation } from "../engine/messages";
import { failureOf, isAbort, type Failure } from "../failures";
import type { Ask } from "./use-engine";

export type EvaluationPage =
  | { readonly phase: "closed" }
  | { readonly phase: "idle" }
  | {
      readonly phase: "measuring";
      readonly file: string;
      readonly done: number;
      readonly total: number;
      readonly perSecond: number;
    }
  | { readonly phase: "measured"; readonly evaluation: Evaluation }
  | { readonly phase: "failed"; readonly failure: Failure };

export interface EvaluationActions {
  readonly open: () => void;
  readonly close: () => void;
  readonly measure: (file: File) => void;
  readonly takeDrop: (transfer: DataTransfer) => void;
  readonly cancel: () => void;
}

export function useEvaluation(
  engine: Ask,
): [EvaluationPage, EvaluationActions] {
  const [page, setPage] = useState<EvaluationPage>({ phase: "closed" });
  const work = useRef<AbortController | null>(null);
  const actions = useMemo(() => {
    const measure = (file: File) => {
      work.current?.abort();
      const abort = new AbortController();
      work.current = abort;
      const tell = (next: EvaluationPage) => {
        if (work.current === abort && !abort.signal.aborted) setPage(next);
      };
      const startedMs = performance.now();
      const tellSteps = (done: number, total: number) => {
        const elapsedMs = performance.now() - startedMs;
        // The first steps say little of the others.
        const perSecond = elapsedMs > 2000 ? (1000 * done) / elapsedMs : 0;
        tell({ phase: "measuring", file: file.name, done, total, perSecond });
      };
      tellSteps(0, 1);
      engine
        .request("evaluate", { file }, abort.signal, ({ done, total }) => {
          tellSteps(done, total);
        })
        .then(
          (evaluation) => {
            tell({ phase: "measured", evaluation });
          },
          (error: unknown) => {
            if (!isAbort(error))
              tell({ phase: "failed", failure: failureOf(error) });
          },
        );
    };
    const stop = (next: EvaluationPage) => {
      work.current?.abort();
      setPage(next);
    };
    return {
      open() {
        setPage({ phase: "idle" });
      },
      close() {
        stop({ phase: "closed" });
      },
      measure,
      takeDrop(transfer: DataTransfer) {
        const [file] = transfer.files;
        if (file) measure(file);
      },
      cancel() {
        stop({ phase: "idle" });
      },
    };
  }, [engine]);
  return [page, actions];
}
