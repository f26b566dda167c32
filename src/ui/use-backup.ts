/** The index as one file: saved, restored, with progress and a way to call it off. Goes on while its dialog is closed. */
import { useCallback, useRef, useState } from "react";
import type { Restored, Steps } from "../engine/messages";
import { failureOf, isAbort, type Failure } from "../failures";
import { download } from "./download";
import { chooseZipPlace } from "./export/save";
import type { ModelActions } from "./models-page";
import type { Ask } from "./use-engine";

export type BackupState =
  | { readonly phase: "none" }
  | { readonly phase: "saving" | "restoring"; readonly progress: Steps }
  | { readonly phase: "saved" }
  | {
      readonly phase: "restored";
      readonly result: Restored;
      /** Titles of models that were compared and are not installed here. */
      readonly absent: readonly string[];
    }
  | { readonly phase: "failed"; readonly failure: Failure };

export interface Backup {
  readonly state: BackupState;
  readonly save: () => void;
  readonly restore: (file: File) => void;
  readonly stop: () => void;
}

const nothingDone: Steps = { done: 0, total: 1 };

export function useBackup(
  engine: Ask,
  compareNamed: ModelActions["compareNamed"],
): Backup {
  const [state, setState] = useState<BackupState>({ phase: "none" });
  const running = useRef<AbortController>(null);
  const run = useCallback(
    async (work: (signal: AbortSignal) => Promise<BackupState>) => {
      const abort = new AbortController();
      running.current = abort;
      try {
        setState(await work(abort.signal));
      } catch (error) {
        setState(
          isAbort(error)
            ? { phase: "none" }
            : { phase: "failed", failure: failureOf(error) },
        );
      }
    },
    [],
  );
  const tell = (phase: "saving" | "restoring") => (progress: Steps) => {
    setState({ phase, progress });
  };
  return {
    state,
    save: () =>
      void run(async (signal) => {
        const day = new Date().toISOString().slice(0, 10);
        const name = `photo-index-${day}.zip`;
        const place = await chooseZipPlace(name);
        tell("saving")(nothingDone);
        const to = place === "downloads" ? null : place;
        const blob = await engine.request(
          "save-backup",
          { to },
          signal,
          tell("saving"),
        );
        if (blob) download(blob, name);
        return { phase: "saved" };
      }),
    restore: (file) =>
      void run(async (signal) => {
        tell("restoring")(nothingDone);
        const result = await engine.request(
          "restore-backup",
          { file },
          signal,
          tell("restoring"),
        );
        const absent = await compareNamed(result.compared);
        return { phase: "restored", result, absent };
      }),
    stop() {
      running.current?.abort();
    },
  };
}
