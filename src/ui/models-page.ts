/** What the Models page knows: what is installed, and how the last wish went. */
import type { ChangeEvent } from "react";
import type {
  DownloadProgress,
  FoundModel,
  ModelsNow,
  NamedModel,
} from "../engine/messages";
import type { Failure } from "../failures";

/** What was asked for last, and how it went. */
export type ModelsWork =
  | { readonly phase: "idle" }
  | { readonly phase: "adding" }
  | { readonly phase: "removing" }
  /** An address is being looked at. */
  | { readonly phase: "finding" }
  | { readonly phase: "found"; readonly model: FoundModel }
  | {
      readonly phase: "fetching";
      readonly model: FoundModel;
      /** null until the first bytes. */
      readonly progress: DownloadProgress | null;
    }
  | { readonly phase: "added"; readonly titles: readonly string[] }
  | { readonly phase: "removed" }
  | { readonly phase: "failed"; readonly failure: Failure };

/** What goes on goes on while the page is closed. */
export interface ModelsPage {
  readonly phase: "closed" | "open";
  /** null until the engine has told. */
  readonly now: ModelsNow | null;
  readonly work: ModelsWork;
}

export const closedPage: ModelsPage = {
  phase: "closed",
  now: null,
  work: { phase: "idle" },
};

/** One change of the models at a time. */
export const isBusy = ({ phase }: ModelsWork) =>
  ["adding", "removing", "finding", "fetching"].includes(phase);

/** From 0 to 1; null while nothing is fetched. */
export function shareFetched(work: ModelsWork): number | null {
  if (work.phase !== "fetching") return null;
  const { model, progress } = work;
  if (progress?.phase === "testing") return 1;
  const { doneBytes, totalBytes } = progress ?? {
    doneBytes: model.doneBytes,
    totalBytes: model.sizeBytes,
  };
  return doneBytes / Math.max(1, totalBytes);
}

export interface ModelActions {
  readonly open: () => void;
  readonly close: () => void;
  readonly choose: () => void;
  readonly takeInput: (event: ChangeEvent<HTMLInputElement>) => void;
  readonly takeDrop: (transfer: DataTransfer) => void;
  /** Looks at what lies at an address or under an id. */
  readonly find: (address: string) => void;
  /** Drops what was found, or the search for it. */
  readonly letBe: () => void;
  readonly fetch: (model: FoundModel) => void;
  /** Stops fetching; what arrived is kept, or not. */
  readonly stop: (what: "pause" | "discard") => void;
  readonly discard: (download: string) => void;
  /** Frees the vectors of an image tower that no compared model uses. */
  readonly free: (revision: string) => void;
  readonly remove: (bundle: string) => void;
  readonly compare: (ids: readonly string[]) => void;
  /** Compares what a link or a backup names; gives the titles of what is not installed. */
  readonly compareNamed: (
    named: readonly NamedModel[],
  ) => Promise<readonly string[]>;
}

/** What actions do to the page. */
export interface ModelsDesk {
  readonly tell: (work: ModelsWork) => void;
  readonly show: (now: ModelsNow) => void;
  /** Runs one wish of a person; its failure is told on the page. */
  readonly attempt: (wish: () => Promise<ModelsWork>) => void;
}
