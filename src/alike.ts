/** Photos that look the same, grouped: exact copies and near duplicates. Pure. See note: folded are those that look the same. */
import { dotAt } from "./rank";

/**
 * The cosine from which two photos count as the same picture. Measured with the embedded image tower on the val photos
 * (modeling/results/probes.json): of 654,940 pairs of different photos 0 reach it (the highest has 0.927), and of 287
 * photos, each against itself changed, 100 % do saved anew as JPEG 75, 61 % as JPEG 40, 100 % made 15 % brighter, 93 % with
 * 2 % cropped from each side, 57 % with 5 % cropped.
 */
export const alikeFrom = 0.94;

/** How far apart photos that are alike score for one query: less than this in 98 % of 190,836 cases (81 captions, two models). */
export const scoresApart = 0.05;

/** Past so many places only equal scores are looked at, as exact copies have them: nobody scrolls that far. */
const nearPlaces = 5000;

/** So many main axes tell most pairs apart before their vectors are multiplied. */
const axisCount = 16;

/** The axes are found from so many of the vectors. */
const axesFrom = 256;

/** Rows of the photos that are folded into another one, by the row of that one; the best first. */
export type Alike = ReadonlyMap<number, readonly number[]>;

/**
 * Groups a ranking. Every photo joins the best one before it that it is alike to, or else stands for itself, so that a
 * chain of small changes does not make one group of all.
 * @param order rows, best score first
 * @param scores by row
 * @param vectorOf [dim], of length 1, by row
 */
export function groupAlike(
  order: Uint32Array,
  scores: Float32Array,
  dim: number,
  vectorOf: (row: number) => Float32Array,
): Alike {
  const groups = new Map<number, number[]>();
  const near = order.subarray(0, nearPlaces);
  const best = new Best(mainAxes(near, dim, vectorOf), scores, vectorOf);
  order.forEach((row, place) => {
    const alike = place < nearPlaces ? best.joinNear(row) : best.joinEqual(row);
    if (alike === undefined) return;
    const others = groups.get(alike);
    if (others) others.push(row);
    else groups.set(alike, [row]);
  });
  return groups;
}

/** The photos that stand for themselves so far. */
class Best {
  readonly #rows: number[] = [];
  /** Coordinates of their vectors on the axes, side by side, and the lengths of what is left of each vector. */
  readonly #heads = new Float32Array(nearPlaces * axisCount);
  readonly #tails = new Float32Array(nearPlaces);

  constructor(
    private readonly axes: readonly Float32Array[],
    private readonly scores: Float32Array,
    private readonly vectorOf: (row: number) => Float32Array,
  ) {}

  /** The best one that a row is alike to and that scores nearly the same; undefined where it stands for itself from now on. */
  joinNear(row: number): number | undefined {
    const vector = this.vectorOf(row);
    const most = this.scores[row]! + scoresApart;
    const head = Float32Array.from(this.axes, (axis) =>
      dotAt(axis, vector, 0, 0, vector.length),
    );
    const tail = tailOf(vector, head);
    let found: number | undefined;
    for (let i = this.#rows.length - 1; i >= 0; i--) {
      const other = this.#rows[i]!;
      if (this.scores[other]! > most) break;
      // What is left of both adds at most the product of the lengths (Cauchy and Schwarz).
      const onAxes = dotAt(head, this.#heads, i * axisCount, 0, axisCount);
      if (onAxes + tail * this.#tails[i]! < alikeFrom - rounding) continue;
      if (this.#isAlike(vector, other)) found = other;
    }
    if (found === undefined) {
      this.#heads.set(head, this.#rows.length * axisCount);
      this.#tails[this.#rows.length] = tail;
      this.#rows.push(row);
    }
    return found;
  }

  /** The same, where only equal scores are looked at; whoever follows is joined likewise. */
  joinEqual(row: number): number | undefined {
    const vector = this.vectorOf(row);
    let found: number | undefined;
    for (let i = this.#rows.length - 1; i >= 0; i--) {
      const other = this.#rows[i]!;
      if (this.scores[other]! > this.scores[row]!) break;
      if (this.#isAlike(vector, other)) found = other;
    }
    if (found === undefined) this.#rows.push(row);
    return found;
  }

  #isAlike(vector: Float32Array, row: number): boolean {
    const { length } = vector;
    return dotAt(vector, this.vectorOf(row), 0, 0, length) >= alikeFrom;
  }
}

/** More than the products of unit vectors lose to rounding. */
const rounding = 1e-5;

/** The length of what is left of a vector without its part on the axes; rather too long. */
function tailOf(vector: Float32Array, head: Float32Array): number {
  const { length } = vector;
  const left =
    dotAt(vector, vector, 0, 0, length) - dotAt(head, head, 0, 0, axisCount);
  return Math.sqrt(Math.max(0, left) + rounding);
}

/**
 * Axes at right angles that hold as much of the vectors as so few can, nearly: the main ones of photos hold most of them.
 * By subspace iteration, over vectors from all of the order.
 */
function mainAxes(
  order: Uint32Array,
  dim: number,
  vectorOf: (row: number) => Float32Array,
): Float32Array[] {
  const every = Math.ceil(order.length / axesFrom);
  const sample = Array.from(
    order.filter((_, place) => place % every === 0),
    vectorOf,
  );
  let axes = atRightAngles(sample.slice(0, axisCount));
  for (let turn = 0; turn < 2; turn++)
    axes = atRightAngles(
      axes.map((axis) => {
        const turned = new Float32Array(dim);
        for (const vector of sample)
          add(turned, vector, dotAt(axis, vector, 0, 0, dim));
        return turned;
      }),
    );
  // Of few vectors there are few.
  while (axes.length < axisCount) axes.push(new Float32Array(dim));
  return axes;
}

/** Gram and Schmidt's; what has no direction of its own is left out. */
function atRightAngles(vectors: readonly Float32Array[]): Float32Array[] {
  const axes: Float32Array[] = [];
  for (const vector of vectors) {
    const axis = unitOf(vector);
    // Twice, since one pass leaves what rounding makes of nearly parallel ones.
    for (const other of [...axes, ...axes])
      add(axis, other, -dotAt(axis, other, 0, 0, axis.length));
    if (dotAt(axis, axis, 0, 0, axis.length) > rounding)
      axes.push(unitOf(axis));
  }
  return axes;
}

function unitOf(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dotAt(vector, vector, 0, 0, vector.length));
  return vector.map((value) => value / (length || 1));
}

function add(to: Float32Array, vector: Float32Array, times: number) {
  for (let i = 0; i < to.length; i++) to[i]! += times * vector[i]!;
}

/**
 * An order with each group as one: what is folded is left out, and comes right behind its best where the group is open.
 * @param isOpen by the rows of a group, the best first
 */
export function foldedOrder(
  order: Uint32Array,
  groups: Alike,
  isOpen: (rows: readonly number[]) => boolean,
): Uint32Array {
  const folded = new Set([...groups.values()].flat());
  const shown: number[] = [];
  for (const row of order) {
    if (folded.has(row)) continue;
    shown.push(row);
    const others = groups.get(row) ?? [];
    if (others.length > 0 && isOpen([row, ...others])) shown.push(...others);
  }
  return Uint32Array.from(shown);
}
