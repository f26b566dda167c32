/** A camera's RAW file -> the largest JPEG inside it: cameras put their own rendering there, and no two makers put it in the same place. */
import type { Jpeg } from "./jpeg";
import { jpegSize } from "./jpeg-size";

const rawName =
  /\.(dng|cr2|cr3|crw|nef|nrw|arw|srf|sr2|orf|rw2|raf|pef|srw|rwl|3fr|iiq|erf|mrw|x3f)$/i;

export const isRaw = (path: string) => rawName.test(path);

/** A smaller preview would be judged by what the camera's screen shows, not by the photo. */
const minShortSide = 512;

/**
 * The largest JPEG in a RAW file, upright by the RAW's own orientation where it has none itself.
 * @param orientation Exif's, 1 to 8, of the RAW file
 * @returns null where there is none whose short side has at least 512 pixels
 */
export function rawPreview(
  bytes: Uint8Array<ArrayBuffer>,
  orientation: number,
): Jpeg | null {
  let best: { start: number; width: number; height: number } | null = null;
  for (const start of jpegStarts(bytes)) {
    const size = jpegSize(bytes, start);
    if (!size || Math.min(size.width, size.height) < minShortSide) continue;
    if (!best || size.width * size.height > best.width * best.height)
      best = { start, ...size };
  }
  if (!best) return null;
  const { start, width, height } = best;
  // What follows a JPEG's end is ignored by decoders.
  const jpeg = bytes.subarray(start);
  const parts = hasExif(jpeg)
    ? [jpeg]
    : [jpeg.subarray(0, 2), exifOf(orientation), jpeg.subarray(2)];
  return { blob: new Blob(parts, { type: "image/jpeg" }), width, height };
}

function* jpegStarts(bytes: Uint8Array): Generator<number> {
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1))
    if (bytes[at + 1] === 0xd8 && bytes[at + 2] === 0xff) yield at;
}

/** Whether the first application segment is Exif, which then knows how the preview is turned. */
const hasExif = (jpeg: Uint8Array) =>
  jpeg[3] === 0xe1 && String.fromCharCode(...jpeg.subarray(6, 10)) === "Exif";

/** An Exif segment of nothing but an orientation. */
function exifOf(orientation: number): Uint8Array<ArrayBuffer> {
  const [type, count] = [3, 1];
  const directory = [0, 1, 1, 0x12, 0, type, 0, 0, 0, count];
  const value = [0, orientation, 0, 0];
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    ...directory,
    ...value,
    0,
    0,
    0,
    0,
  ];
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return Uint8Array.from([0xff, 0xe1, 0, exif.length + 2, ...exif]);
}
