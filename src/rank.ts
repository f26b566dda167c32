/** Cosine of one query with every photo, and the order that follows, over one flat matrix. */
import type { UnitVector } from "./photo";

/**
 * @param matrix [rows, dim], rows of length 1
 * @returns [rows] cosines
 */
export function scoreAll(
  query: UnitVector,
  matrix: Float32Array,
  rows: number,
): Float32Array {
  const dim = query.length;
  const scores = new Float32Array(rows);
  for (let row = 0; row < rows; row++)
    scores[row] = dotAt(query, matrix, row * dim, 0, dim);
  return scores;
}

/** The dot product of a vector's numbers `from` up to `to` with those of the vector that begins at `start` of a matrix. */
export function dotAt(
  vector: Float32Array,
  matrix: Float32Array,
  start: number,
  from: number,
  to: number,
): number {
  // Four sums at once: the processor adds them side by side (a fifth faster, measured on a million rows of 512). One
  // `let` each: four in one destructured array took 2.4 times as long (100,000 rows of 384).
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = from;
  for (; i + 3 < to; i += 4) {
    a += vector[i]! * matrix[start + i]!;
    b += vector[i + 1]! * matrix[start + i + 1]!;
    c += vector[i + 2]! * matrix[start + i + 2]!;
    d += vector[i + 3]! * matrix[start + i + 3]!;
  }
  for (; i < to; i++) a += vector[i]! * matrix[start + i]!;
  return a + b + c + d;
}

/**
 * Rows by score, best first; the lower row first where scores are equal, holes (-Infinity) never.
 *
 * A radix sort in two passes of 16 bits: 4 ms for 100,000 rows where a sort with a comparison takes 30 (measured in Node 20).
 */
export function orderOf(scores: Float32Array): Uint32Array {
  const keys = sortKeys(scores);
  let from = new Uint32Array(scores.length).map((_, row) => row);
  let to = new Uint32Array(scores.length);
  for (const shift of [0, 16]) {
    const next = new Uint32Array(1 + 0x10000);
    for (const key of keys) next[1 + ((key >>> shift) & 0xffff)]!++;
    for (let digit = 0; digit < 0x10000; digit++)
      next[digit + 1]! += next[digit]!;
    for (const row of from) to[next[(keys[row]! >>> shift) & 0xffff]!++] = row;
    [from, to] = [to, from];
  }
  let end = from.length;
  while (end > 0 && scores[from[end - 1]!] === -Infinity) end--;
  return from.subarray(0, end);
}

/** The bits of a float, turned so that unsigned integers ascend where scores descend. */
function sortKeys(scores: Float32Array): Uint32Array {
  // Adding 0 makes -0 and 0 the same bits, as they are the same score.
  const keys = new Uint32Array(scores.map((score) => score + 0).buffer);
  for (let row = 0; row < keys.length; row++) {
    const bits = keys[row]!;
    keys[row] = bits >>> 31 ? bits : ~bits & 0x7fffffff;
  }
  return keys;
}

/**
 * The first rows of `orderOf`, in one pass without sorting the rest.
 * @param count few: each row that gets in is put in its place among them
 */
export function topOf(scores: Float32Array, count: number): number[] {
  const top: number[] = [];
  let least = -Infinity;
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row]!;
    if (score === -Infinity || (top.length === count && score <= least))
      continue;
    let at = top.length;
    while (at > 0 && scores[top[at - 1]!]! < score) at--;
    top.splice(at, 0, row);
    if (top.length > count) top.pop();
    least = scores[top[top.length - 1]!]!;
  }
  return top;
}

/** The rank of every row, from 1; 0 for a row that the order leaves out. */
export function ranksOf(order: Uint32Array, rows: number): Uint32Array {
  const ranks = new Uint32Array(rows);
  order.forEach((row, at) => {
    ranks[row] = at + 1;
  });
  return ranks;
}

/** The cosine of two unit vectors. */
export const cosineOf = (a: UnitVector, b: UnitVector): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);
