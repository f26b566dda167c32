/** The nouns of the app; no imports, so that every step can speak of them. */

/** Names one photo in the index: folder id, a slash, the path inside the folder. */
export type PhotoKey = string & { readonly photoKey: true };

export const photoKey = (folderId: string, path: string) =>
  `${folderId}/${path}` as PhotoKey;

export const folderIdOf = (key: PhotoKey) => key.slice(0, key.indexOf("/"));

/** One photo found in a folder, not opened yet. `path` is inside the folder, without the folder's own name. */
export interface PhotoFile {
  readonly key: PhotoKey;
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Rejects when the photo has gone or may no longer be read. */
  open(): Promise<Blob>;
  /** Another file of the same folder, by name; null where there is none. */
  readonly openBeside?: (name: string) => Promise<Blob | null>;
}

/** What a person chose: a directory handle where the browser gives one, a list of files, or the sample photos. */
export type PickedFolder =
  | { readonly kind: "handle"; readonly handle: FileSystemDirectoryHandle }
  | {
      readonly kind: "files";
      readonly name: string;
      readonly files: readonly { path: string; file: File }[];
      /** Paths of sub-folders and files that were there and could not be opened. */
      readonly unseen?: readonly string[];
    }
  | { readonly kind: "samples" };

/** A folder as the index knows it. */
export interface Folder {
  readonly id: string;
  readonly name: string;
  readonly kind: PickedFolder["kind"];
  /** When it was last looked through to the end. */
  readonly scannedMs?: number;
  /** Paths of sub-folders that are left out, with all that is in them. */
  readonly excluded?: readonly string[];
}

/** Whether a path lies in one of these sub-folders. */
export const isUnder = (path: string, folders: readonly string[]) =>
  folders.some((folder) => path.startsWith(`${folder}/`));

/** Upright, 8-bit RGB, row by row: `data.length === 3 * width * height`. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** A vector of length 1, so that a dot product of two is their cosine. Only `directionOf` makes one. */
export type UnitVector = Float32Array & { readonly unit: true };

/** Scales `values` in place to length 1; null when the length is 0 or not finite. */
export function directionOf(values: Float32Array): UnitVector | null {
  let squares = 0;
  for (const value of values) squares += value * value;
  const norm = Math.sqrt(squares);
  if (!(norm > 0 && Number.isFinite(norm))) return null;
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) / norm;
  return values as UnitVector;
}

/**
 * Scales `values` in place to length 1.
 * @throws RangeError when they have no direction
 */
export function normalize(values: Float32Array): UnitVector {
  const direction = directionOf(values);
  if (!direction) throw new RangeError("a vector without direction");
  return direction;
}

/** When and where a photo was taken and with what, as far as anything tells. */
export interface PhotoMetadata {
  /** ISO 8601 in the camera's own time; with an offset from UTC where that is known. */
  readonly takenAt?: string;
  /** Who says so: the camera (also where this is missing), a Google Takeout file beside the photo, or only the file's own time. */
  readonly takenFrom?: "camera" | "takeout" | "file";
  readonly camera?: string;
  /** Degrees north and east. */
  readonly place?: { readonly latitude: number; readonly longitude: number };
}

/** One photo in a ranking. `ranks` and `scores` hold its rank (from 1) and score under every compared model, by model id. */
export interface RankedPhoto {
  readonly key: PhotoKey;
  /** The same for photos that are the same to the last byte; missing where that is not known. */
  readonly content?: string;
  readonly path: string;
  readonly folder: Folder;
  /** -1 for another moment where it was encoded just now. */
  readonly modifiedMs: number;
  /** By score, from 1. */
  readonly rank: number;
  /** In the order that was asked for, from 1; 0 where it is none of the matches. */
  readonly place: number;
  /** Cosine of the query's and the photo's vector. */
  readonly score: number;
  readonly width: number;
  readonly height: number;
  readonly metadata: PhotoMetadata;
  readonly ranks: Readonly<Record<string, number>>;
  readonly scores: Readonly<Record<string, number>>;
  /** Where photos that look the same are folded, and it is one of them. */
  readonly fold?: Fold;
}

/** Photos that look the same, in a ranking that folds them. */
export interface Fold {
  /** The best of them, which stands for all. */
  readonly best: PhotoKey;
  /** How many there are besides the best. */
  readonly others: number;
  /** How many of the others are the best one to the last byte. */
  readonly exact: number;
  /** The photos by which a person asked to see the others, behind the best; none while they are folded. */
  readonly open: readonly PhotoKey[];
}

/** How much of a text a model reads. Tokens count the special ones. */
export interface Reading {
  readonly model: string;
  readonly tokens: number;
  /** At most the model's context. */
  readonly read: number;
  /** Where reading stopped, in UTF-16 units of the text; null when all of it was read. */
  readonly cut: number | null;
  /** Where it read past the length that it was trained on, likewise; null when it did not. */
  readonly beyond: number | null;
}
