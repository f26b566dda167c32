/** Keys lead where eyes expect it, also at the edges. */
import { expect, test } from "vitest";
import { stepIn } from "./grid-steps";

const columns = [
  { model: "a", length: 10 },
  { model: "b", length: 6 },
];
/** Four photos a row: rows of a are 0-3, 4-7, 8-9; of b 0-3, 4-5. */
const press = (key: string, model: string, at: number, ctrlKey = false) => {
  const place = stepIn(
    { key, ctrlKey, metaKey: false },
    { model, at },
    columns,
    4,
  );
  return place && `${place.model}${String(place.at)}`;
};

test("arrows move within a ranking", () => {
  expect(press("ArrowRight", "a", 4)).toBe("a5");
  expect(press("ArrowLeft", "a", 5)).toBe("a4");
  expect(press("ArrowDown", "a", 1)).toBe("a5");
  expect(press("ArrowUp", "a", 5)).toBe("a1");
});

test("at the end of a row they go on in the column beside", () => {
  expect(press("ArrowRight", "a", 7)).toBe("b4");
  expect(press("ArrowRight", "a", 9)).toBe("b5");
  expect(press("ArrowLeft", "b", 0)).toBe("a3");
  expect(press("ArrowLeft", "b", 4)).toBe("a7");
});

test("at the outer edge they go on in the row after or before", () => {
  expect(press("ArrowLeft", "a", 4)).toBe("a3");
  expect(press("ArrowRight", "b", 3)).toBe("b4");
  expect(press("ArrowLeft", "a", 0)).toBeNull();
  expect(press("ArrowRight", "b", 5)).toBeNull();
});

test("down into a shorter last row lands on its last photo, and stops there", () => {
  expect(press("ArrowDown", "a", 7)).toBe("a9");
  expect(press("ArrowDown", "a", 9)).toBeNull();
  expect(press("ArrowUp", "a", 2)).toBeNull();
});

test("Home, End and the page keys stay within the ranking", () => {
  expect(press("Home", "a", 6)).toBe("a4");
  expect(press("End", "a", 4)).toBe("a7");
  expect(press("Home", "a", 6, true)).toBe("a0");
  expect(press("End", "a", 4, true)).toBe("a9");
  expect(press("PageDown", "a", 1)).toBe("a9");
  expect(press("PageUp", "a", 9)).toBe("a1");
  expect(press("x", "a", 1)).toBeNull();
  expect(press("ArrowRight", "a", 1, true)).toBeNull();
});
