/** Where on a photo its score comes from: parts of it are covered one after the other, and the score falls the more they matter. */
import type { ImageEncoder } from "../encoders/image-encoder";
import type { Pixels, UnitVector } from "../photo";

/** Cells a side: 7 x 7 covered photos are a few seconds on WASM. */
export const occlusionGrid = 7;

/** Of a cell on every side: without an overlap, what lies on an edge would be missed. */
const overlap = 0.5;

/**
 * Encodes a photo as it is and with each cell covered.
 * @param onProgress after each batch
 * @returns the photo's own vector, and one for each cell covered, row by row
 */
export async function encodeCovered(
  pixels: Pixels,
  encoder: ImageEncoder,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<{ whole: UnitVector; covered: UnitVector[] }> {
  const total = occlusionGrid ** 2 + 1;
  const vectors: UnitVector[] = [];
  while (vectors.length < total) {
    const from = vectors.length;
    const count = Math.min(encoder.batchSize, total - from);
    const batch = Array.from({ length: count }, (_, i) =>
      from + i === 0 ? pixels : cover(pixels, from + i - 1, encoder),
    );
    for (const vector of await encoder.encode(batch)) {
      if (!vector) throw new RangeError("a photo without a vector");
      vectors.push(vector);
    }
    signal.throwIfAborted();
    onProgress(vectors.length, total);
  }
  const [whole, ...covered] = vectors;
  if (!whole) throw new RangeError("no photo was encoded");
  return { whole, covered };
}

/** A copy with one cell, and half a cell around it, in the colour that the tower takes for its middle grey. */
function cover(
  { data, width, height }: Pixels,
  cell: number,
  { spec }: ImageEncoder,
): Pixels {
  const side = (of: number, at: number) => {
    const step = of / occlusionGrid;
    const from = Math.max(0, Math.round((at - overlap) * step));
    return [from, Math.min(of, Math.round((at + 1 + overlap) * step))] as const;
  };
  const [left, right] = side(width, cell % occlusionGrid);
  const [top, bottom] = side(height, Math.floor(cell / occlusionGrid));
  const copy = new Uint8ClampedArray(data);
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++)
      for (let channel = 0; channel < 3; channel++)
        copy[3 * (y * width + x) + channel] = 255 * (spec.mean[channel] ?? 0.5);
  return { data: copy, width, height };
}
