/** The Models page: what is installed, and everything a person can do to it. */
import {
  useMemo,
  useState,
  type ChangeEvent,
  type Dispatch,
  type RefObject,
} from "react";
import type { InstalledModel } from "../engine/messages";
import { failureOf, isAbort, type Failure } from "../failures";
import type { PickedFolder } from "../photo";
import {
  hasDirectoryPicker,
  pickDirectory,
  pickedFromDrop,
  pickedFromInput,
} from "./pick-folder";
import type { Action } from "./reduce";
import type { Engine } from "./use-engine";

/** What was asked for last, and how it went. */
export type ModelsWork =
  | { readonly phase: "idle" }
  | { readonly phase: "adding" }
  | { readonly phase: "removing" }
  | { readonly phase: "added"; readonly titles: readonly string[] }
  | { readonly phase: "removed" }
  | { readonly phase: "failed"; readonly failure: Failure };

export type ModelsPage =
  | { readonly phase: "closed" }
  | {
      readonly phase: "open";
      /** null until the engine has told. */
      readonly models: readonly InstalledModel[] | null;
      readonly work: ModelsWork;
    };

export interface ModelActions {
  readonly open: () => void;
  readonly close: () => void;
  readonly choose: () => void;
  readonly takeInput: (event: ChangeEvent<HTMLInputElement>) => void;
  readonly takeDrop: (transfer: DataTransfer) => void;
  readonly remove: (bundle: string) => void;
  readonly compare: (ids: readonly string[]) => void;
}

/** @param input the hidden directory input: the way of browsers without directory handles */
export function useModels(
  engine: Engine,
  input: RefObject<HTMLInputElement | null>,
  dispatch: Dispatch<Action>,
): [ModelsPage, ModelActions] {
  const [page, setPage] = useState<ModelsPage>({ phase: "closed" });
  const actions = useMemo(() => {
    const tell = (work: ModelsWork) => {
      setPage((now) => (now.phase === "open" ? { ...now, work } : now));
    };
    const show = (models: readonly InstalledModel[], work: ModelsWork) => {
      setPage((now) =>
        now.phase === "open" ? { phase: "open", models, work } : now,
      );
      dispatch({
        kind: "compared",
        models: models.filter(({ compared }) => compared),
      });
    };
    /** Runs one wish of a person; the failure is told on the page. */
    const attempt = (work: ModelsWork, wish: () => Promise<void>) => {
      tell(work);
      wish().catch((error: unknown) => {
        tell(
          isAbort(error)
            ? { phase: "idle" }
            : { phase: "failed", failure: failureOf(error) },
        );
      });
    };
    const add = async (picked: Promise<PickedFolder | null>) => {
      const folder = await picked;
      if (!folder) {
        tell({ phase: "idle" });
        return;
      }
      tell({ phase: "adding" });
      const before = await engine.request("models", {});
      const models = await engine.request("add-models", { folder });
      const known = new Set(before.map(({ id }) => id));
      const added = models.filter(({ id }) => !known.has(id));
      show(models, { phase: "added", titles: added.map(({ title }) => title) });
    };
    return {
      open() {
        setPage({ phase: "open", models: null, work: { phase: "idle" } });
        attempt({ phase: "idle" }, async () => {
          // A person may be quicker than the engine's start.
          await engine.started;
          show(await engine.request("models", {}), { phase: "idle" });
        });
      },
      close() {
        setPage({ phase: "closed" });
      },
      choose() {
        if (hasDirectoryPicker())
          attempt({ phase: "idle" }, () => add(pickDirectory("models")));
        else input.current?.click();
      },
      takeInput({ currentTarget }: ChangeEvent<HTMLInputElement>) {
        const folder = pickedFromInput([...(currentTarget.files ?? [])]);
        // Emptied, so that the same folder picked again is a change again.
        currentTarget.value = "";
        if (folder)
          attempt({ phase: "adding" }, () => add(Promise.resolve(folder)));
      },
      takeDrop(transfer: DataTransfer) {
        const picked = pickedFromDrop(transfer);
        attempt({ phase: "adding" }, () => add(picked));
      },
      remove(bundle: string) {
        attempt({ phase: "removing" }, async () => {
          show(await engine.request("remove-models", { bundle }), {
            phase: "removed",
          });
        });
      },
      compare(ids: readonly string[]) {
        attempt({ phase: "idle" }, async () => {
          show(await engine.request("compare", { models: ids }), {
            phase: "idle",
          });
        });
      },
    };
  }, [engine, input, dispatch]);
  return [page, actions];
}
