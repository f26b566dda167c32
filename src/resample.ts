/** Bicubic resampling with antialias, as Pillow does it: the image tower was trained on Pillow's pixels. */
import type { Pixels } from "./photo";

/** The cubic kernel with a = -0.5 (Pillow's src/libImaging/Resample.c). */
function bicubic(x: number): number {
  const t = Math.abs(x);
  if (t < 1) return (1.5 * t - 2.5) * t * t + 1;
  if (t < 2) return ((-0.5 * t + 2.5) * t - 4) * t + 2;
  return 0;
}

interface Taps {
  /** First source pixel of each output pixel. */
  readonly first: Int32Array;
  /** How many source pixels each output pixel reads. */
  readonly count: Int32Array;
  /** [output pixels, width] weights, rows summing to 1. */
  readonly weights: Float64Array;
  readonly width: number;
}

/** For `length` of the `to` output pixels, from `start` on. */
function tapsFor(
  from: number,
  to: number,
  start: number,
  length: number,
): Taps {
  const scale = from / to;
  const stretch = Math.max(scale, 1);
  const support = 2 * stretch;
  const width = Math.ceil(support) * 2 + 1;
  const taps = {
    first: new Int32Array(length),
    count: new Int32Array(length),
    weights: new Float64Array(length * width),
    width,
  };
  for (let out = 0; out < length; out++) {
    const center = (start + out + 0.5) * scale;
    const first = Math.max(0, Math.trunc(center - support + 0.5));
    const count = Math.min(from, Math.trunc(center + support + 0.5)) - first;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const weight = bicubic((i + first - center + 0.5) / stretch);
      taps.weights[out * width + i] = weight;
      sum += weight;
    }
    for (let i = 0; i < count; i++) taps.weights[out * width + i]! /= sum;
    taps.first[out] = first;
    taps.count[out] = count;
  }
  return taps;
}

/** Resamples along one axis: `lines` lines whose pixels lie `step` apart; results are rounded to 8 bits, as Pillow's are. */
function resampleAxis(
  source: Uint8ClampedArray,
  target: Uint8ClampedArray,
  taps: Taps,
  lines: number,
  from: { line: number; step: number },
  to: { line: number; step: number },
) {
  const { first, count, weights, width } = taps;
  for (let line = 0; line < lines; line++) {
    for (let out = 0; out < first.length; out++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let at = line * from.line + first[out]! * from.step;
      const end = out * width + count[out]!;
      for (let i = out * width; i < end; i++, at += from.step) {
        const weight = weights[i]!;
        red += weight * source[at]!;
        green += weight * source[at + 1]!;
        blue += weight * source[at + 2]!;
      }
      const put = line * to.line + out * to.step;
      target[put] = red;
      target[put + 1] = green;
      target[put + 2] = blue;
    }
  }
}

/** A part of a picture, in its pixels. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Resamples RGBA (a canvas's pixels) to RGB of another size, within 1/255 of Pillow's `resize(..., BICUBIC)`.
 * @param rgba 8-bit, `4 * width * height`; alpha is ignored
 * @param crop the part of the resampled picture that is wanted; nothing else is computed
 */
export function resampleBicubic(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
  toWidth: number,
  toHeight: number,
  crop: Crop = { left: 0, top: 0, width: toWidth, height: toHeight },
): Pixels {
  const narrow = new Uint8ClampedArray(3 * crop.width * height); // [height, crop.width, 3]
  resampleAxis(
    rgba,
    narrow,
    tapsFor(width, toWidth, crop.left, crop.width),
    height,
    { line: 4 * width, step: 4 },
    { line: 3 * crop.width, step: 3 },
  );
  const data = new Uint8ClampedArray(3 * crop.width * crop.height); // [crop.height, crop.width, 3]
  const column = { line: 3, step: 3 * crop.width };
  resampleAxis(
    narrow,
    data,
    tapsFor(height, toHeight, crop.top, crop.height),
    crop.width,
    column,
    column,
  );
  return { data, width: crop.width, height: crop.height };
}
