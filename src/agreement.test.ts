import { expect, test } from "vitest";
import { biggestMovers, overlapAt, rankCorrelation } from "./agreement";

const pairs = (others: number[]) => ({
  ranks: Uint32Array.from(others, (_, i) => i + 1),
  others: Uint32Array.from(others),
  rows: Uint32Array.from(others.keys()),
});

test("rank correlation is 1 for one order, -1 for its reverse, and as published in between", () => {
  expect(rankCorrelation(pairs([1, 2, 3, 4]))).toBeCloseTo(1, 12);
  expect(rankCorrelation(pairs([4, 3, 2, 1]))).toBeCloseTo(-1, 12);
  // IQ and hours of television, the textbook example of ten pairs: -29/165.
  expect(rankCorrelation(pairs([1, 6, 8, 7, 10, 9, 3, 5, 2, 4]))).toBeCloseTo(
    -29 / 165,
    12,
  );
  expect(rankCorrelation(pairs([1]))).toBeNaN();
});

test("overlap counts the photos that both put among the first", () => {
  expect(overlapAt(2, pairs([2, 4, 1, 3]))).toBe(1);
  expect(overlapAt(4, pairs([2, 4, 1, 3]))).toBe(4);
});

test("movers are the photos near the top of one that stand furthest off in the other", () => {
  const all = pairs([1, 40, 2, ...Array.from({ length: 97 }, (_, i) => i + 3)]);
  expect(biggestMovers(all, 2)).toEqual([1, 2]);
  expect(biggestMovers(pairs([1, 2, 3]), 5)).toEqual([]);
});
