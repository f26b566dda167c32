import { expect, test } from "vitest";
import { normalize } from "./photo";
import { orderOf, ranksOf, scoreAll, topOf } from "./rank";

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

test.each([0, 1, 24, 100, 5000])(
  "the order of %i rows is that of a plain sort, ties in order of rows",
  (rows) => {
    // Tenths from -5 to 5, so that there are ties, zeros of both signs and negative scores.
    const scores = draw(noise(rows), rows).map((value) =>
      Math.round(value * 10),
    );
    const sorted = Array.from(scores.keys()).sort(
      (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b,
    );
    expect([...orderOf(scores)]).toEqual(sorted);
    expect(topOf(scores, 10)).toEqual(sorted.slice(0, 10));
  },
);

test("scores that differ in their last bit alone are told apart", () => {
  const scores = Float32Array.from([0.25, 0.25 + 2 ** -25, 0.25 - 2 ** -26]);
  expect([...orderOf(scores)]).toEqual([1, 0, 2]);
});

test("a hole is in no order and has no rank", () => {
  const order = orderOf(Float32Array.from([-0.5, -Infinity, 0.1]));
  expect([...order]).toEqual([2, 0]);
  expect([...ranksOf(order, 3)]).toEqual([2, 0, 1]);
  expect(topOf(Float32Array.from([-0.5, -Infinity, 0.1]), 3)).toEqual([2, 0]);
});

test("a vector without direction is refused", () => {
  expect(() => normalize(new Float32Array(4))).toThrow(RangeError);
  expect(() => normalize(Float32Array.from([NaN, 1]))).toThrow(RangeError);
});
