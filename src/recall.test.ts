import { expect, test } from "vitest";
import { bootstrap, figuresOf, gainAt1 } from "./recall";

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

test("a difference is taken question by question, and drawn the same way every time", () => {
  // modeling's ranks.py: recall_at_1_gain for 30 won, 10 lost and 68 alike.
  const ours = [...Array<number>(30).fill(1), ...Array<number>(78).fill(2)];
  const theirs = [...Array<number>(30).fill(2), ...Array<number>(10).fill(1)];
  theirs.push(...Array<number>(68).fill(3));
  const { mean, low, high } = gainAt1(ours, theirs);
  expect(mean).toBeCloseTo((100 * 20) / 108, 9);
  expect(low).toBeCloseTo(7.41, 0);
  expect(high).toBeCloseTo(29.63, 0);
  expect(gainAt1(ours, theirs)).toEqual({ mean, low, high });
  expect(gainAt1(ours, ours)).toEqual({ mean: 0, low: 0, high: 0 });
});
