import { expect, test } from "vitest";
import { bootstrap, figuresOf } from "./recall";

test("recall and median are those of the ranks", () => {
  const { queries, recall, medianRank } = figuresOf([1, 3, 7, 12, 1, 100]);
  expect(queries).toBe(6);
  expect(recall[1].mean).toBeCloseTo((100 * 2) / 6, 9);
  expect(recall[5].mean).toBeCloseTo(50, 9);
  expect(recall[10].mean).toBeCloseTo((100 * 4) / 6, 9);
  expect(medianRank).toBe(5);
  expect(figuresOf([4, 1, 9]).medianRank).toBe(4);
});

test("the interval is the one that drawing queries with replacement gives", () => {
  // modeling's ranks.py: bootstrap(hits, seed=0, draws=10_000) for 42 hits of 108.
  const { low, high } = bootstrap(42, 108);
  expect(low).toBeCloseTo(29.63, 1);
  expect(high).toBeCloseTo(48.15, 1);
  expect(bootstrap(0, 20)).toEqual({ mean: 0, low: 0, high: 0 });
  expect(bootstrap(20, 20)).toEqual({ mean: 100, low: 100, high: 100 });
});

test("thousands of queries are no trouble", () => {
  const { low, high } = bootstrap(2500, 5000);
  // Nearly normal there: 1.96 standard errors.
  expect(low).toBeCloseTo(50 - 1.386, 1);
  expect(high).toBeCloseTo(50 + 1.386, 1);
});
