/** JPEG -> picture. The browser's JPEG decoder can shrink while it decodes, so that even 200 megapixels take little memory. */
import { FailureError } from "../failures";
import { inTurn } from "./in-turn";
import { shrunk, type Picture, type Size, type Target } from "./shrink";

/** A JPEG and its size as stored, before any rotation. */
export interface Jpeg extends Size {
  readonly blob: Blob;
}

/** A whole picture takes 4 bytes a pixel, and once more while it is drawn. */
const maxWholePixels = 100e6;
/** Shrunk to an eighth it takes a 64th of that; the rest is what a progressive JPEG is collected in, 3 bytes a pixel. */
const maxPixels = 400e6;
/** The decoder averages pixels, so twice the target is enough: vectors agree with Pillow's to 0.9999 and better. */
const oversampling = 2;

/** @throws FailureError oversized-photo; Error where the browser can't decode it */
export async function openJpeg(
  jpeg: Jpeg,
  path: string,
  target: Target,
): Promise<Picture> {
  const { blob, width, height } = jpeg;
  const shrinks = "ImageDecoder" in globalThis;
  if (width * height > (shrinks ? maxPixels : maxWholePixels))
    throw new FailureError({ kind: "oversized-photo", path, width, height });
  const desired = shrinks ? desiredSize(width, height, target) : null;
  if (desired) return shrinkWhileDecoding(jpeg, desired);
  return inTurn(jpeg, async () =>
    shrunk(await createImageBitmap(blob), target),
  );
}

async function shrinkWhileDecoding(
  { blob, width, height }: Jpeg,
  desired: Desired,
): Promise<Picture> {
  const decoder = new ImageDecoder({
    type: "image/jpeg",
    data: await blob.arrayBuffer(),
    ...desired,
  });
  try {
    const { image } = await decoder.decode();
    const isTurned = image.codedWidth !== image.displayWidth;
    try {
      return {
        bitmap: await createImageBitmap(image),
        width: isTurned ? height : width,
        height: isTurned ? width : height,
      };
    } finally {
      image.close();
    }
  } finally {
    decoder.close();
  }
}

interface Desired {
  readonly desiredWidth: number;
  readonly desiredHeight: number;
}

/**
 * The decoder shrinks to eighths, and takes the largest whose area fits the desired one; null for a photo that is to be decoded
 * whole. Not here: whole photos come as YUV with half their colours' resolution, which Chromium brings back otherwise than
 * Pillow does; vectors then agree to 0.999 at times, and else to the last bits.
 */
function desiredSize(
  width: number,
  height: number,
  target: Target,
): Desired | null {
  // Either way up: how a photo is turned is only known when it is decoded.
  const stored = target(width, height);
  const turned = target(height, width);
  const scale = Math.max(
    stored.width / width,
    stored.height / height,
    turned.height / width,
    turned.width / height,
  );
  const eighths = Math.ceil(8 * oversampling * scale);
  if (eighths >= 8) return null;
  // A little more, so that no rounding leads to the next smaller one.
  return {
    desiredWidth: Math.ceil((width * (eighths + 0.1)) / 8),
    desiredHeight: Math.ceil((height * (eighths + 0.1)) / 8),
  };
}
