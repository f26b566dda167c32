import { expect, test } from "vitest";
import { cutOff } from "./cut-off";

/** 1,000 scores spread evenly, and ten that stand out. */
const crowd = Array.from({ length: 1000 }, (_, i) => 0.1 + 0.0001 * i);
const fits = Array.from({ length: 10 }, (_, i) => 0.4 + 0.01 * i);
const scores = Float32Array.from([...crowd, -Infinity, ...fits]);
const matches = (values: Float32Array, strictness: number) => {
  const least = cutOff(values, strictness);
  return values.filter((score) => score >= least).length;
};

test("what stands out is kept and the crowd is not, holes never counted", () => {
  expect(matches(scores, 2)).toBe(10);
  expect(matches(scores, 0)).toBe(scores.length);
});

test("the cut-off follows the query: scores of another scale and middle are cut at the same place", () => {
  expect(
    matches(
      scores.map((score) => 0.2 * score - 0.3),
      2,
    ),
  ).toBe(10);
});

test("the stricter, the fewer", () => {
  const counts = [0, 0.5, 1, 2, 4, 8].map((k) => matches(scores, k));
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
});

test("an empty index has no matches to end", () => {
  expect(cutOff(new Float32Array(0), 2)).toBe(-Infinity);
});
