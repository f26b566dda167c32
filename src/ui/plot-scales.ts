/** Where the recall plot puts tokens and percents, for any width. */
import type { RecallPoint } from "../engine/messages";

export interface Scales {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  /** Of the area that the lines are in. */
  readonly top: number;
  readonly bottom: number;
  readonly x: (tokens: number) => number;
  readonly y: (percent: number) => number;
  readonly tokens: readonly number[];
  readonly percents: readonly number[];
}

/** Round the plot where it is saved as a picture; in the page it has that of its place. */
export const plotMargin = 16;

/** The first ones change most, so each of them is twice the one before. */
const tokenTicks = [8, 16, 32, 64, 128, 256, 512, 1024, 2048];
const leastTokens = 8;

/** @param legendRows above the plot, a line each */
export function scalesFor(
  points: readonly RecallPoint[],
  width: number,
  legendRows: number,
): Scales {
  const [left, right] = [34, width - 12];
  const top = 36 + 22 * legendRows;
  const height = top + Math.min(300, Math.max(190, width * 0.4)) + 48;
  const bottom = height - 48;
  const most = Math.max(leastTokens + 1, ...points.map(({ tokens }) => tokens));
  const highest = Math.max(
    ...points.map(({ textToPhoto }) => textToPhoto.recall[1].high),
  );
  const step = highest > 50 ? 20 : 10;
  const ceiling = Math.max(step, step * Math.ceil(highest / step));
  return {
    ...{ width, height, left, right, top, bottom },
    x: (tokens) =>
      left +
      (Math.log(Math.max(1, tokens / leastTokens)) /
        Math.log(most / leastTokens)) *
        (right - left),
    y: (percent) => bottom - (percent / ceiling) * (bottom - top),
    tokens: tokenTicks.filter((tick) => tick <= most),
    percents: Array.from({ length: ceiling / step + 1 }, (_, i) => i * step),
  };
}
