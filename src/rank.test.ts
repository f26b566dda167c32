import { expect, test } from "vitest";
import { normalize } from "./photo";
import { best, rankOf, scoreAll } from "./rank";

/** A small generator with a seed (mulberry32), so that a failure can be repeated. */
function* noise(seed: number): Generator<number> {
  for (;;) {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    yield ((t ^ (t >>> 14)) >>> 0) / 2 ** 32 - 0.5;
  }
}

const draw = (numbers: Generator<number>, count: number) =>
  Float32Array.from({ length: count }, () => numbers.next().value as number);

test.each([1, 3, 16, 383, 384])(
  "scores are the plain dot products, dim %i",
  (dim) => {
    const numbers = noise(dim);
    const query = normalize(draw(numbers, dim));
    const matrix = draw(numbers, 50 * dim);
    const scores = scoreAll(query, matrix, 50);
    for (let row = 0; row < 50; row++) {
      const plain = query.reduce(
        (sum, value, i) => sum + value * (matrix[row * dim + i] ?? NaN),
        0,
      );
      expect(scores[row]).toBeCloseTo(plain, 5);
    }
  },
);

test.each([0, 1, 24, 99, 100, 500])(
  "the best %i are the first of a full sort, ties in order of rows",
  (k) => {
    const scores = draw(noise(k), 100).map((value) => Math.round(value * 10));
    const sorted = Array.from(scores.keys()).sort(
      (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b,
    );
    expect(best(scores, k)).toEqual(sorted.slice(0, k));
  },
);

test("a hole is never among the best", () => {
  expect(best(Float32Array.from([0.1, -Infinity, -0.5]), 3)).toEqual([0, 2]);
});

test("the rank of every row is its place among the best", () => {
  const scores = draw(noise(5), 60).map((value) => Math.round(value * 20));
  best(scores, 60).forEach((row, i) => {
    expect(rankOf(row, scores)).toBe(i + 1);
  });
});

test("a vector without direction is refused", () => {
  expect(() => normalize(new Float32Array(4))).toThrow(RangeError);
  expect(() => normalize(Float32Array.from([NaN, 1]))).toThrow(RangeError);
});
