/** Models, as the page and the engine speak of them. Types only. */
import type { DeviceInUse } from "../encoders/device";

/** One model as the page shows it, from the manifest. */
export interface ModelInfo {
  readonly id: string;
  readonly title: string;
  readonly family: string;
  readonly origin: string;
  readonly licence: string;
  /** What its text tower reads, as ISO 639-1 codes, or "mul" for a great many. */
  readonly languages: readonly string[];
  /** Tokens it reads, special ones included; null for any number. */
  readonly context: number | null;
  readonly trainedContext: number;
}

/** A model that a link or a backup speaks of, installed here or not. */
export type NamedModel = Pick<ModelInfo, "id" | "title">;

/** Where a tower runs and in which numbers. */
export type Running = Pick<DeviceInUse, "device" | "dtype">;

/** One model as the Models page shows it. */
export interface InstalledModel extends ModelInfo {
  /** What it was added with, and is removed with; null for the embedded models, which stay. */
  readonly bundle: string | null;
  /** Of all the files it needs, shared ones too. */
  readonly sizeBytes: number;
  /** null until photos were encoded on this visit. */
  readonly imageTower: Running | null;
  /** null until a text was read on this visit. */
  readonly textTower: Running | null;
  /** Where on the web it came from; null for what came with the app or from a disk. */
  readonly from: string | null;
}

/** A model on the web, found or half fetched. */
export interface FoundModel {
  readonly id: string;
  /** Address or repository, in a person's words. */
  readonly from: string;
  /** Empty where that is only known once it is there (a ZIP). */
  readonly models: readonly Pick<ModelInfo, "title" | "origin" | "licence">[];
  readonly files: number;
  readonly sizeBytes: number;
  /** What of it is on the disk. */
  readonly doneBytes: number;
  /** What the browser would still keep for this page; null where it does not tell. */
  readonly freeBytes: number | null;
}

export type DownloadProgress =
  | {
      readonly phase: "fetching";
      readonly doneBytes: number;
      readonly totalBytes: number;
      readonly bytesPerSecond: number;
    }
  | { readonly phase: "testing" };

/** Vectors of an image tower that no compared model uses: kept until somebody frees them. */
export interface UnusedVectors {
  /** The image tower's. */
  readonly revision: string;
  /** Titles of the installed models with this tower; empty where none is left. */
  readonly models: readonly string[];
  readonly sizeBytes: number;
}

/** All that the Models page shows. */
export interface ModelsNow {
  readonly models: readonly InstalledModel[];
  /** In the order of their columns. */
  readonly compared: readonly ModelInfo[];
  readonly downloads: readonly FoundModel[];
  readonly unused: readonly UnusedVectors[];
}
