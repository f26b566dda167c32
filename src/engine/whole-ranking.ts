/** Every photo of one model's ranking: which pass the filter, in which order, and where the matches end. */
import { cutOff } from "../cut-off";
import { passes, type FilteredPhoto } from "../filter";
import { folderIdOf, type PhotoKey } from "../photo";
import {
  strictnessOf,
  type Folding,
  type PhotoFilter,
  type Query,
} from "../query";
import { orderOf, ranksOf } from "../rank";
import type { FolderIndex } from "./folder-index";
import { foldsOf, shownOrder, type Folds } from "./folds";

/** A folder's place among the rows of all folders. */
export interface Shelf {
  readonly folder: FolderIndex;
  /** Its first row. */
  readonly from: number;
}

/** One model's scores of every folder's photos. */
export interface Scored {
  readonly model: string;
  readonly shelves: readonly Shelf[];
  /** [rows of all folders]; -Infinity for a hole. */
  readonly scores: Float32Array;
  /** The least score that says more than a text about nothing would get. See note: the cut-off is the query's own. */
  readonly nothing: number;
}

/** `keys`, `scores` and `ranks` are by row of all folders as they were when the search ran: rows are taken anew later. */
export interface WholeRanking extends Scored {
  readonly keys: readonly (PhotoKey | null)[];
  /** Rows of the matches, in the order that was asked for, without those that are folded into others. */
  readonly order: Uint32Array;
  readonly folds: Folds;
  readonly matches: number;
  /** By score, among the photos that pass the filter; 0 for all others. */
  readonly ranks: Uint32Array;
  /** Photos that pass the filter. */
  readonly passed: number;
  readonly answered: boolean;
  /** Photos that it was taken from. */
  readonly searched: number;
}

export function wholeRanking(
  scored: Scored,
  query: Query,
  folding: Folding,
): WholeRanking {
  const { shelves, scores } = scored;
  const tables = shelves.map(({ folder }) => folder.table);
  const keys = tables.flatMap((table) => table.keys);
  const searched = tables.reduce((sum, { size }) => sum + size, 0);
  const kept = filtered(scores, keys, shelves, query);
  const byScore = orderOf(kept);
  // Taken from all photos: a filter should not move it.
  const least = cutOff(scores, strictnessOf(query, searched));
  const matches = matchesIn(byScore, scores, least);
  const order =
    query.order === "score"
      ? matches
      : byDate(matches, keys, shelves, query.order);
  const folds = foldsOf(matches, scored, folding);
  const best = byScore[0];
  return {
    ...scored,
    keys,
    order: shownOrder(order, keys, folds),
    folds,
    matches: matches.length,
    ranks: ranksOf(byScore, scores.length),
    passed: byScore.length,
    searched,
    answered: best === undefined || (scores[best] ?? 0) > scored.nothing,
  };
}

/** Scores of what passes the filter, -Infinity for what does not. */
function filtered(
  scores: Float32Array,
  keys: readonly (PhotoKey | null)[],
  shelves: readonly Shelf[],
  { filter }: Query,
): Float32Array {
  const passing = passingRows(keys, shelves, filter);
  if (!passing) return scores;
  return scores.map((score, row) => (passing[row] ? score : -Infinity));
}

/** [rows] 1 for a photo that passes the filter; null where every photo does. */
export function passingRows(
  keys: readonly (PhotoKey | null)[],
  shelves: readonly Shelf[],
  filter: PhotoFilter,
): Uint8Array | null {
  const pass = passes(filter);
  return (
    pass &&
    Uint8Array.from(keys, (key) => (key && pass(photoOf(key, shelves)) ? 1 : 0))
  );
}

/** A photo that was encoded but is not committed yet has no record for another moment. */
function photoOf(key: PhotoKey, shelves: readonly Shelf[]): FilteredPhoto {
  const state = shelfOf(shelves, key)?.folder.records.get(key)?.state;
  return state?.kind === "indexed"
    ? { key, ...state }
    : { key, width: 1, height: 1, metadata: {} };
}

/** The rows at the front of an order whose score is at least so much. */
function matchesIn(
  order: Uint32Array,
  scores: Float32Array,
  least: number,
): Uint32Array {
  const end = order.findIndex((row) => (scores[row] ?? 0) < least);
  return end === -1 ? order : order.subarray(0, end);
}

/** Of one day the best first; photos without a date last. */
function byDate(
  rows: Uint32Array,
  keys: readonly (PhotoKey | null)[],
  shelves: readonly Shelf[],
  order: "newest" | "oldest",
): Uint32Array {
  const dated = Array.from(rows, (row, rank) => {
    const key = keys[row];
    const takenAt = key ? photoOf(key, shelves).metadata.takenAt : undefined;
    return { row, rank, takenAt: takenAt ?? "" };
  });
  const turned = order === "newest" ? -1 : 1;
  dated.sort((one, other) => {
    if (one.takenAt === other.takenAt) return one.rank - other.rank;
    if (one.takenAt === "" || other.takenAt === "")
      return one.takenAt === "" ? 1 : -1;
    return one.takenAt < other.takenAt ? -turned : turned;
  });
  return Uint32Array.from(dated, ({ row }) => row);
}

export const shelfOf = (shelves: readonly Shelf[], key: PhotoKey) =>
  shelves.find(({ folder }) => folder.folder.id === folderIdOf(key));

/** The row of a photo at the time of the search, where the ranking holds it. */
export function rowIn(
  ranking: WholeRanking,
  key: PhotoKey,
): number | undefined {
  const shelf = shelfOf(ranking.shelves, key);
  const row = shelf?.folder.table.rowOf(key);
  if (!shelf || row === undefined) return undefined;
  const at = shelf.from + row;
  return ranking.keys[at] === key && ranking.ranks[at] ? at : undefined;
}
