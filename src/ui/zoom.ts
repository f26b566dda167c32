/** How a large photo is zoomed and moved in its frame: pure. */

/** The photo's frame is scaled from its upper left corner, which is moved by x and y pixels. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The whole photo, as large as it fits. */
export const wholeView: View = { scale: 1, x: 0, y: 0 };

export const largestScale = 10;

/** Zooms in (factor over 1) or out; what is under `at` stays under it. */
export function zoomAt(
  view: View,
  factor: number,
  at: Point,
  frame: Size,
): View {
  const scale = Math.min(largestScale, Math.max(1, view.scale * factor));
  const grown = scale / view.scale;
  return within(
    scale,
    at.x - (at.x - view.x) * grown,
    at.y - (at.y - view.y) * grown,
    frame,
  );
}

export const moveBy = (view: View, by: Point, frame: Size): View =>
  within(view.scale, view.x + by.x, view.y + by.y, frame);

/** The frame stays filled: the photo can't be pushed out of sight. */
const within = (scale: number, x: number, y: number, frame: Size): View => ({
  scale,
  x: clamp(x, frame.width * (1 - scale)),
  y: clamp(y, frame.height * (1 - scale)),
});

/** Between a negative bound and 0; never -0. */
const clamp = (value: number, least: number) =>
  Math.min(0, Math.max(least, value)) + 0;
