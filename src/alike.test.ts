import { expect, test } from "vitest";
import { alikeFrom, foldedOrder, groupAlike, scoresApart } from "./alike";
import { normalize, type UnitVector } from "./photo";
import { cosineOf, orderOf, scoreAll } from "./rank";

const dim = 96;

/** A vector near another one, by so much noise; the noise is told by a seed. */
function nearTo(vector: Float32Array, noise: number, seed: number) {
  return normalize(
    vector.map((value, i) => value + noise * Math.sin(seed * 97 + i * i)),
  );
}
const apart = (seed: number) => nearTo(new Float32Array(dim), 1, seed);
const query = apart(1000);

function grouped(vectors: readonly UnitVector[]) {
  const matrix = Float32Array.from(vectors.flatMap((one) => [...one]));
  const scores = scoreAll(query, matrix, vectors.length);
  const order = orderOf(scores);
  const groups = groupAlike(order, scores, dim, (row) =>
    matrix.subarray(row * dim, (row + 1) * dim),
  );
  return { order, scores, groups };
}

/** Every pair with near scores, in full, without any bound. */
function plainly(
  vectors: readonly UnitVector[],
  order: Uint32Array,
  scores: Float32Array,
) {
  const best: number[] = [];
  const groups = new Map<number, number[]>();
  for (const row of order) {
    const alike = best.find(
      (each) =>
        (scores[each] ?? NaN) <= (scores[row] ?? NaN) + scoresApart &&
        cosineOf(vectors[each] ?? query, vectors[row] ?? query) >= alikeFrom,
    );
    if (alike === undefined) best.push(row);
    else groups.set(alike, [...(groups.get(alike) ?? []), row]);
  }
  return groups;
}

test("copies and near duplicates join the best of them, and the groups are those of comparing every pair", () => {
  const vectors = Array.from({ length: 300 }, (_, seed) => apart(seed));
  for (let i = 0; i < 100; i++)
    vectors.push(nearTo(vectors[i] ?? query, (i % 5) * 0.01, i + 1));
  const { order, scores, groups } = grouped(vectors);
  const found = [...groups.values()].flat();
  expect(found.length).toBeGreaterThan(50);
  const ranks = new Map([...order].map((row, rank) => [row, rank]));
  for (const [best, others] of groups)
    for (const row of others)
      expect(ranks.get(best)).toBeLessThan(ranks.get(row) ?? -1);
  expect(groups).toEqual(plainly(vectors, order, scores));
});

/** From -0.5 to 0.5, the same in every run. */
function noiseAt(seed: number, at: number): number {
  const number = Math.sin(seed * 12.9898 + at * 78.233) * 43758.5453;
  return number - Math.floor(number) - 0.5;
}

test("of vectors mostly along few axes, as those of photos are, the groups are those of comparing every pair too", () => {
  // Thirty places, of thirty photos each that are more or less alike.
  const vectors = Array.from({ length: 900 }, (_, i) => {
    const vector = new Float32Array(dim).fill(0.05);
    for (let axis = 0; axis < 24; axis++) {
      const along = noiseAt(i % 30, axis) + 0.01 * (i / 30) * noiseAt(i, axis);
      for (let at = 0; at < dim; at++)
        vector[at] =
          (vector[at] ?? 0) + (along / (1 + axis)) * noiseAt(1000 + axis, at);
    }
    return normalize(
      vector.map((value, at) => value + 0.04 * noiseAt(2000 + i, at)),
    );
  });
  const { order, scores, groups } = grouped(vectors);
  const found = [...groups.values()].flat();
  expect(found.length).toBeGreaterThan(100);
  expect(groups.size).toBeGreaterThan(20);
  expect(groups).toEqual(plainly(vectors, order, scores));
});

test("small changes one after the other do not make one group of all", () => {
  // Each is alike to the one before it, and the last not to the first.
  const chain = Array.from({ length: 40 }, (_, i) => {
    const turned = new Float32Array(dim);
    turned[0] = Math.cos(i * 0.1);
    turned[1] = Math.sin(i * 0.1);
    return normalize(turned);
  });
  const { order, scores, groups } = grouped(chain);
  expect(groups).toEqual(plainly(chain, order, scores));
  expect(groups.size).toBeGreaterThan(4);
});

test("what is folded is left out, and comes behind its best where the group is open", () => {
  const order = Uint32Array.of(5, 3, 4, 1, 2, 0);
  const groups = new Map([
    [3, [1, 0]],
    [4, [2]],
  ]);
  expect([...foldedOrder(order, groups, () => false)]).toEqual([5, 3, 4]);
  expect([...foldedOrder(order, groups, (rows) => rows.includes(1))]).toEqual([
    5, 3, 1, 0, 4,
  ]);
});
