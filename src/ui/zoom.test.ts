/** A photo is zoomed about the point that is looked at, and never leaves its frame. */
import { expect, test } from "vitest";
import { largestScale, moveBy, wholeView, zoomAt } from "./zoom";

const frame = { width: 400, height: 200 };

test("what is under the pointer stays under it", () => {
  const at = { x: 100, y: 150 };
  const view = zoomAt(wholeView, 2, at, frame);
  expect(view).toEqual({ scale: 2, x: -100, y: -150 });
  const again = zoomAt(view, 1.5, at, frame);
  expect((at.x - again.x) / again.scale).toBeCloseTo(100);
  expect((at.y - again.y) / again.scale).toBeCloseTo(150);
});

test("zooming out ends with the whole photo, wherever the pointer is", () => {
  const near = zoomAt(wholeView, 4, { x: 390, y: 10 }, frame);
  expect(zoomAt(near, 0.01, { x: 5, y: 190 }, frame)).toEqual(wholeView);
});

test("zooming in ends somewhere", () => {
  expect(zoomAt(wholeView, 1000, { x: 0, y: 0 }, frame).scale).toBe(
    largestScale,
  );
});

test("the photo can't be pushed out of its frame", () => {
  const view = zoomAt(wholeView, 2, { x: 200, y: 100 }, frame);
  expect(moveBy(view, { x: 999, y: -999 }, frame)).toEqual({
    scale: 2,
    x: 0,
    y: -200,
  });
  expect(moveBy(wholeView, { x: 30, y: 30 }, frame)).toEqual(wholeView);
});
