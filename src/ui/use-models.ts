/** The Models page: what is installed, and everything a person can do to it. */
import { useMemo, useState, type Dispatch, type RefObject } from "react";
import type { ModelsNow } from "../engine/messages";
import { failureOf, isAbort } from "../failures";
import type { PickedFolder } from "../photo";
import { compareNamed } from "./compare-named";
import { addedBy, fetchActions } from "./fetch-actions";
import {
  closedPage,
  isBusy,
  type ModelActions,
  type ModelsPage,
  type ModelsWork,
} from "./models-page";
import {
  hasDirectoryPicker,
  pickDirectory,
  pickedFromDrop,
  pickedFromInput,
} from "./pick-folder";
import type { Action } from "./reduce";
import type { Engine } from "./use-engine";

/** @param input the hidden directory input: the way of browsers without directory handles */
export function useModels(
  engine: Engine,
  input: RefObject<HTMLInputElement | null>,
  dispatch: Dispatch<Action>,
): [ModelsPage, ModelActions] {
  const [page, setPage] = useState<ModelsPage>(closedPage);
  const actions = useMemo((): ModelActions => {
    const tell = (work: ModelsWork) => {
      setPage((page) => ({ ...page, work }));
    };
    const show = (now: ModelsNow) => {
      setPage((page) => ({ ...page, now }));
      dispatch({ kind: "compared", models: now.compared });
    };
    const attempt = (wish: () => Promise<ModelsWork>) => {
      wish().then(tell, (error: unknown) => {
        tell(
          isAbort(error)
            ? { phase: "idle" }
            : { phase: "failed", failure: failureOf(error) },
        );
      });
    };
    const desk = { tell, show, attempt };
    const fetching = fetchActions(engine, desk);
    const add = (picked: Promise<PickedFolder | null>) => {
      attempt(async () => {
        const folder = await picked;
        if (!folder) return { phase: "idle" };
        tell({ phase: "adding" });
        return addedBy(engine, show, () =>
          engine.request("add-models", { folder }),
        );
      });
    };
    /** Wishes that are quick and may be had while a model is fetched: the news of that stays. */
    const meanwhile = (wish: () => Promise<ModelsNow>) => {
      wish().then(show, (error: unknown) => {
        tell({ phase: "failed", failure: failureOf(error) });
      });
    };
    return {
      ...fetching,
      compareNamed: (named) => compareNamed(engine, named, show),
      open() {
        setPage((page) => ({ ...page, phase: "open" }));
        meanwhile(() => engine.request("models", {}));
      },
      close() {
        setPage((page) => ({ ...page, phase: "closed", work: goingOn(page) }));
      },
      choose() {
        if (hasDirectoryPicker()) add(pickDirectory("models"));
        else input.current?.click();
      },
      takeInput({ currentTarget }) {
        const folder = pickedFromInput([...(currentTarget.files ?? [])]);
        // Emptied, so that the same folder picked again is a change again.
        currentTarget.value = "";
        if (folder) add(Promise.resolve(folder));
      },
      takeDrop(transfer) {
        add(pickedFromDrop(transfer));
      },
      free(revision) {
        meanwhile(() => engine.request("free-vectors", { revision }));
      },
      remove(bundle) {
        tell({ phase: "removing" });
        attempt(async () => {
          show(await engine.request("remove-models", { bundle }));
          return { phase: "removed" };
        });
      },
      compare(ids) {
        setPage((page) =>
          isBusy(page.work) ? page : { ...page, work: { phase: "idle" } },
        );
        meanwhile(() => engine.request("compare", { models: ids }));
      },
    };
  }, [engine, input, dispatch]);
  return [page, actions];
}

/** News of what is done were read, or heard. */
const goingOn = ({ work }: ModelsPage): ModelsWork =>
  isBusy(work) || work.phase === "found" ? work : { phase: "idle" };
