/** Everything a person can do to a folder: choose, drop, reconnect, index again, pause. */
import {
  useMemo,
  type ChangeEvent,
  type Dispatch,
  type RefObject,
} from "react";
import type { FolderAnswers, FolderStatus, RunWish } from "../engine/messages";
import { FailureError, failureOf, isAbort } from "../failures";
import type { Folder, PickedFolder } from "../photo";
import type { PickInQuestion } from "./app-state";
import type { Action } from "./reduce";
import {
  hasDirectoryPicker,
  pickDirectory,
  pickedFromDrop,
  pickedFromInput,
} from "./pick-folder";
import type { Engine } from "./use-engine";
import { keepStored } from "./use-storage";

export interface FolderActions {
  readonly choose: () => void;
  readonly chooseSamples: () => void;
  /** Indexes a folder that was in question, now that the person said more. */
  readonly answer: (wish: PickInQuestion, more: FolderAnswers) => void;
  /** Leaves a folder that was in question as it is. */
  readonly letBe: () => void;
  readonly takeInput: (event: ChangeEvent<HTMLInputElement>) => void;
  readonly takeDrop: (transfer: DataTransfer) => void;
  /** Asks for those of the folders that are disconnected. */
  readonly reconnect: (folders: readonly FolderStatus[]) => void;
  /** Looks for what is new in folders that are indexed. */
  readonly indexAgain: (folders: readonly FolderStatus[]) => void;
  /** Goes on after a pause or a failure. */
  readonly goOn: (folders: readonly FolderStatus[], wish?: RunWish) => void;
  readonly pause: (folders: readonly FolderStatus[]) => void;
  readonly remove: (folder: FolderStatus) => void;
  /** Leaves out a sub-folder, or takes it in again. */
  readonly exclude: (
    folder: Folder,
    path: string,
    excluded: boolean,
  ) => Promise<void>;
  readonly forgetEverything: () => void;
}

const idsOf = (folders: readonly FolderStatus[]) =>
  folders.map(({ folder }) => folder.id);

/** @param input the hidden directory input: the way of browsers without directory handles */
export function useFolder(
  engine: Engine,
  input: RefObject<HTMLInputElement | null>,
  dispatch: Dispatch<Action>,
): FolderActions {
  return useMemo(() => {
    /** Runs one wish of a person; only a real failure or a question comes to the page. */
    const attempt = async (wish: () => Promise<PickInQuestion | null>) => {
      try {
        const question = await wish();
        dispatch(
          question
            ? { kind: "folder-in-question", wish: question }
            : { kind: "folder-let-be" },
        );
      } catch (error) {
        dispatch(
          isAbort(error)
            ? { kind: "folder-not-chosen" }
            : { kind: "folder-failed", failure: failureOf(error) },
        );
      }
    };
    const index = async (
      picked: Promise<PickedFolder | null>,
      answers: FolderAnswers = {},
    ): Promise<PickInQuestion | null> => {
      const folder = await picked;
      // The samples can be had again at once: nothing to trouble a visitor for.
      if (folder && folder.kind !== "samples") void keepStored();
      // A person may be quicker than the engine's start.
      await engine.started;
      if (!folder) return null;
      const question = await engine.request("index", { folder, answers });
      return (
        question && { phase: "in-question", picked: folder, answers, question }
      );
    };
    /** For what needs no more answers of the browser's: shown as work from the click on. */
    const indexNow = (
      picked: Promise<PickedFolder | null>,
      answers?: FolderAnswers,
    ) => {
      dispatch({ kind: "folder-asked" });
      void attempt(() => index(picked, answers));
    };
    const choose = () => {
      if (!hasDirectoryPicker()) input.current?.click();
      else
        void attempt(async () => {
          const picked = await pickDirectory("photos");
          dispatch({ kind: "folder-asked" });
          return index(Promise.resolve(picked));
        });
    };
    return {
      choose,
      chooseSamples() {
        indexNow(Promise.resolve({ kind: "samples" }));
      },
      answer({ picked, answers }, more) {
        indexNow(Promise.resolve(picked), { ...answers, ...more });
      },
      letBe() {
        dispatch({ kind: "folder-let-be" });
      },
      takeInput({ currentTarget }) {
        const folder = pickedFromInput([...(currentTarget.files ?? [])]);
        // Emptied, so that the same folder picked again is a change again.
        currentTarget.value = "";
        if (folder) indexNow(Promise.resolve(folder));
      },
      takeDrop(transfer) {
        indexNow(pickedFromDrop(transfer));
      },
      reconnect(folders) {
        const handles = folders.flatMap((status) =>
          status.phase === "disconnected" && status.handle
            ? [status.handle]
            : [],
        );
        if (handles.length === 0) choose();
        for (const handle of handles)
          void attempt(async () => {
            // Asked within the click: the browser shows its question only then.
            const answer = await handle.requestPermission({ mode: "read" });
            if (answer !== "granted")
              throw new FailureError({
                kind: "permission",
                folder: handle.name,
              });
            dispatch({ kind: "folder-asked" });
            return index(Promise.resolve({ kind: "handle", handle }));
          });
      },
      indexAgain(folders) {
        // Picked files are a list as of then: only a new pick can hold something new.
        if (folders.every(({ folder }) => folder.kind === "files"))
          input.current?.click();
        else goOn(folders);
      },
      goOn,
      pause: (folders) =>
        void attempt(() =>
          engine.request("pause", { folders: idsOf(folders) }),
        ),
      remove: ({ folder: { id } }) =>
        void attempt(() => engine.request("remove-folder", { folder: id })),
      exclude: ({ id }, path, excluded) =>
        attempt(() =>
          engine.request("exclude", { folder: id, path, excluded }),
        ),
      forgetEverything: () =>
        void attempt(async () => {
          await engine.request("forget-everything", {});
          localStorage.clear();
          return null;
        }),
    };

    function goOn(folders: readonly FolderStatus[], wish: RunWish = {}) {
      dispatch({ kind: "folder-asked" });
      void attempt(() =>
        engine.request("resume", { folders: idsOf(folders), ...wish }),
      );
    }
  }, [engine, input, dispatch]);
}
