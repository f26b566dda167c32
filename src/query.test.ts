import { expect, test } from "vitest";
import { stepBudget, withinBudget } from "./query";

test("a budget never lets a model read more than it can", () => {
  expect(withinBudget(77, 128)).toBe(77);
  expect(withinBudget(77, 32)).toBe(32);
  expect(withinBudget(null, 32)).toBe(32);
  expect(withinBudget(77, null)).toBe(77);
  expect(withinBudget(null, null)).toBeNull();
});

test("the keys walk from all tokens down to eight and back", () => {
  expect(stepBudget(null, -1, 183)).toBe(176);
  expect(stepBudget(176, -1, 183)).toBe(168);
  expect(stepBudget(20, -1, 183)).toBe(16);
  expect(stepBudget(8, -1, 183)).toBe(8);
  expect(stepBudget(20, 1, 183)).toBe(24);
  expect(stepBudget(176, 1, 183)).toBeNull();
  expect(stepBudget(null, 1, 183)).toBeNull();
});

test("a text of a few tokens is always read whole", () => {
  for (const by of [1, -1] as const) expect(stepBudget(null, by, 6)).toBeNull();
});
