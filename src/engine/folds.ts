/** A ranking whose photos that look the same are folded: which of them are shown, and what stands for the rest. */
import { foldedOrder, groupAlike, type Alike } from "../alike";
import { isExact } from "../content-hash";
import type { Fold, PhotoKey } from "../photo";
import type { Folding } from "../query";
import { shelfOf, type Scored, type WholeRanking } from "./whole-ranking";

/** What is folded of one ranking, by its rows. */
export interface Folds {
  readonly groups: Alike;
  /** The best of its group, for every row that is folded into it. */
  readonly bestOf: ReadonlyMap<number, number>;
  /** Photos that a person asked to see with all that are like them. */
  readonly open: ReadonlySet<PhotoKey>;
}

export const noFolds: Folds = {
  groups: new Map(),
  bestOf: new Map(),
  open: new Set(),
};

/** @param matches rows, best score first */
export function foldsOf(
  matches: Uint32Array,
  { shelves, scores }: Scored,
  folding: Folding,
): Folds {
  const dim = shelves[0]?.folder.table.dim ?? 0;
  if (!folding || dim === 0) return noFolds;
  const groups = groupAlike(matches, scores, dim, (row) => {
    const shelf = shelves.findLast(({ from }) => from <= row);
    const start = (row - (shelf?.from ?? 0)) * dim;
    return (
      shelf?.folder.table.matrix.subarray(start, start + dim) ??
      new Float32Array(dim)
    );
  });
  const bestOf = new Map<number, number>();
  for (const [best, others] of groups)
    for (const row of others) bestOf.set(row, best);
  return { groups, bestOf, open: new Set(folding.open) };
}

/** The order without what is folded, in groups where they are open. */
export const shownOrder = (
  order: Uint32Array,
  keys: readonly (PhotoKey | null)[],
  folds: Folds,
): Uint32Array =>
  folds.groups.size === 0
    ? order
    : foldedOrder(
        order,
        folds.groups,
        (rows) => openIn(rows, keys, folds).length > 0,
      );

const openIn = (
  rows: readonly number[],
  keys: readonly (PhotoKey | null)[],
  { open }: Folds,
): PhotoKey[] =>
  rows.flatMap((row) => {
    const key = keys[row];
    return key && open.has(key) ? [key] : [];
  });

/** The place of a row, from 1; of the photo that it is folded into, where it is; 0 where it is none of the matches. */
export function placeIn(
  { order, folds }: Pick<WholeRanking, "order" | "folds">,
  row: number,
): number {
  const place = order.indexOf(row);
  const best = folds.bestOf.get(row);
  return (place === -1 && best !== undefined ? order.indexOf(best) : place) + 1;
}

/** How a row is folded; nothing where no other photo looks the same. */
export function foldAt(
  { folds, keys, shelves }: WholeRanking,
  row: number,
): { readonly fold?: Fold } {
  const best = folds.bestOf.get(row) ?? row;
  const others = folds.groups.get(best);
  const key = keys[best];
  if (!others || !key) return {};
  const contentOf = (of: PhotoKey | null | undefined) => {
    const hash = of && shelfOf(shelves, of)?.folder.records.get(of)?.hash;
    return hash && isExact(hash) ? hash : undefined;
  };
  const content = contentOf(key);
  return {
    fold: {
      best: key,
      others: others.length,
      exact: others.filter(
        (other) => content !== undefined && contentOf(keys[other]) === content,
      ).length,
      open: openIn([best, ...others], keys, folds),
    },
  };
}
