/** What is told of folders while they are indexed, and what a person asks of them. Types only. */
import type { DeviceInUse } from "../encoders/device";
import type { Failure, PhotoFailure } from "../failures";
import type { Folder } from "../photo";
import type { NamedModel } from "./model-messages";

/** Of one folder. At rest, encoded + unchanged + failed = total. */
export interface IndexCounts {
  readonly total: number;
  readonly encoded: number;
  readonly unchanged: number;
  readonly failed: number;
}

interface OfFolder {
  readonly folder: Folder;
  readonly counts: IndexCounts;
  readonly failures: readonly PhotoFailure[];
  /** null until a session has been opened for encoding. */
  readonly device: DeviceInUse | null;
}

/** Where one folder stands. Whatever of it is indexed can be searched in every phase. */
export type FolderStatus = OfFolder &
  (
    | { readonly phase: "waiting" }
    | { readonly phase: "scanning" }
    | {
        readonly phase: "indexing";
        /** The path of the photo at work; empty while the image tower loads. */
        readonly current: string;
        /** 0 until the first photo is done. */
        readonly photosPerSecond: number;
        /** Which image tower is at work, from 0, of how many. */
        readonly pass: { readonly at: number; readonly of: number };
        /** What a person should know of the run before it ends: that it may not find room. */
        readonly notice: Failure | null;
      }
    /** A compared model's image tower has not seen all photos; the other models can be searched. */
    | {
        readonly phase: "behind";
        /** Titles of the models that wait. */
        readonly models: readonly string[];
        readonly toEncode: number;
      }
    | { readonly phase: "paused" }
    /** The page must ask for the folder again: by its handle, or, where that is null, by picking it. */
    | {
        readonly phase: "disconnected";
        readonly handle: FileSystemDirectoryHandle | null;
        readonly failure: Failure;
      }
    | {
        readonly phase: "ready";
        readonly elapsedMs: number;
        readonly notice: Failure | null;
      }
    | {
        readonly phase: "failed";
        readonly failure: Failure;
        /** What was told before the run. */
        readonly notice: Failure | null;
      }
  );

/** News of one folder; `removed` is the last that is heard of it. */
export type FolderNews =
  FolderStatus | { readonly phase: "removed"; readonly folder: Folder };

/** What a person asks of a run beside looking for what is new. */
export interface RunWish {
  /** Tries what failed before once more. */
  readonly retryFailed?: boolean;
  /** Forgets missing photos, however many they are. */
  readonly forgetMissing?: boolean;
}

/** What a backup brought. */
export interface Restored {
  /** Folders that are in the index now. */
  readonly restored: number;
  /** Names of folders that were here already; they stay as they were. */
  readonly known: readonly string[];
  /** The models that were compared where it was saved; none where a person has chosen here already. */
  readonly compared: readonly NamedModel[];
}

/** A sub-folder that holds photos or is left out. */
export interface SubFolder {
  readonly path: string;
  /** Known photos in it and below. */
  readonly photos: number;
}

/** What a person must hear or say before a picked folder is indexed. */
export type FolderQuestion =
  /** Some photos of a known folder of this name are in it. */
  | {
      readonly kind: "same";
      readonly folder: Folder;
      readonly found: number;
      /** Photos known of that folder. */
      readonly known: number;
    }
  /** It lies in a known folder and is indexed with it, unless this sub-folder is left out. */
  | {
      readonly kind: "inside";
      readonly folder: Folder;
      readonly leftOut: string | null;
    }
  /** Known folders lie in it, and would become part of it. */
  | { readonly kind: "around"; readonly folders: readonly Folder[] };

/** What a person said to such questions. */
export interface FolderAnswers {
  /** The known folder that it is; null where it is none of them. */
  readonly same?: string | null;
  /** Known folders that lie in it become part of it. */
  readonly takesIn?: true;
}
