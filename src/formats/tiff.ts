/** TIFF -> picture, colours as they are stored. The library is loaded with the first one. */
import type { GeoTIFFImage, TypedArray } from "geotiff";
import { FailureError } from "../failures";
import { onDemand } from "./on-demand";

/** PhotometricInterpretation; of the others the library makes 8-bit RGB. */
const [whiteIsZero, blackIsZero, rgb] = [0, 1, 2];

/**
 * Decodes the first picture of a TIFF file, in full size and as it is stored: not turned.
 * @throws FailureError unsupported-photo, where its compression or its colours are not known
 */
export async function decodeTiff(
  bytes: Uint8Array<ArrayBuffer>,
  path: string,
): Promise<ImageBitmap> {
  const { fromArrayBuffer } = await onDemand(import("geotiff"));
  try {
    const image = await (await fromArrayBuffer(bytes.buffer)).getImage(0);
    const [width, height] = [image.getWidth(), image.getHeight()];
    const pixels = new ImageData(width, height);
    fillPixels(pixels.data, ...(await samplesOf(image)));
    return await createImageBitmap(pixels);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // The library's way to say so of a compression and of colours.
    if (/unknown compression|unsupported/i.test(reason))
      throw new FailureError({ kind: "unsupported-photo", path, reason });
    throw error;
  }
}

/** The samples of each pixel, 1 (grey) or 3 of them, and the values of black and white. */
async function samplesOf(
  image: GeoTIFFImage,
): Promise<readonly [samples: TypedArray, black: number, white: number]> {
  const colours = image.fileDirectory.getValue("PhotometricInterpretation");
  const largest =
    image.getSampleFormat() === 3 ? 1 : 2 ** image.getBitsPerSample() - 1;
  const read = (samples: number[]) =>
    image.readRasters({ samples, interleave: true });
  switch (colours) {
    case whiteIsZero:
      return [await read([0]), largest, 0];
    case blackIsZero:
      return [await read([0]), 0, largest];
    case rgb:
      return [await read([0, 1, 2]), 0, largest];
    default:
      return [await image.readRGB({ interleave: true }), 0, 255];
  }
}

function fillPixels(
  rgba: Uint8ClampedArray,
  samples: TypedArray,
  black: number,
  white: number,
) {
  const perPixel = samples.length / (rgba.length / 4);
  const scale = 255 / (white - black);
  for (let from = 0, to = 0; to < rgba.length; from += perPixel, to += 4) {
    for (let channel = 0; channel < 3; channel++) {
      const sample = samples[from + (perPixel < 3 ? 0 : channel)] ?? 0;
      rgba[to + channel] = (sample - black) * scale;
    }
    rgba[to + 3] = 255;
  }
}
