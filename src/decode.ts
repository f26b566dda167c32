/** A photo's bytes -> upright pixels at the image tower's size, a thumbnail and what the camera wrote, in one decode. */
import { FailureError } from "./failures";
import { openPicture } from "./formats/picture";
import type { Picture, Size } from "./formats/shrink";
import type { PhotoMetadata, Pixels } from "./photo";
import { tagsOf } from "./formats/raw-tags";
import { readSource, type PhotoSource } from "./photo-source";
import { resampleBicubic, type Crop } from "./resample";

/** What an image tower wants, from the manifest: the whole photo stretched to a square, or its centre. */
export interface Framing {
  readonly side: number;
  readonly mode: "stretch" | "cover-center";
}

export interface DecodedPhoto extends Size {
  /** side x side. */
  readonly pixels: Pixels;
  readonly thumbnail: Blob;
  /** As the photo itself tells. */
  readonly metadata: PhotoMetadata;
}

/** Long side of a thumbnail, sharp in a 240-pixel card on a dense screen. */
const thumbnailSide = 448;

/**
 * Decodes one photo; `width` and `height` are its own, upright.
 * @throws FailureError with a PhotoFailure that names the photo, whatever goes wrong with it
 */
export async function decode(
  blob: Blob,
  path: string,
  framing: Framing,
): Promise<DecodedPhoto> {
  try {
    return await decodeSource(await readSource(blob, path), framing);
  } catch (error) {
    throw error instanceof FailureError
      ? error
      : new FailureError({ kind: "corrupt-photo", path });
  }
}

/**
 * A photo's thumbnail alone.
 * @throws FailureError
 */
export async function decodeThumbnail(blob: Blob, path: string): Promise<Blob> {
  const source = await readSource(blob, path);
  const picture = await openPicture(source, tagsOf(source), thumbnailSize);
  try {
    return await thumbnailOf(picture);
  } finally {
    picture.bitmap.close();
  }
}

async function decodeSource(
  source: PhotoSource,
  framing: Framing,
): Promise<DecodedPhoto> {
  const tags = tagsOf(source);
  const picture = await openPicture(source, tags, (width, height) =>
    targetSize(width, height, framing),
  );
  try {
    const { width, height } = picture;
    return {
      pixels: pixelsOf(picture, framing),
      thumbnail: await thumbnailOf(picture),
      width,
      height,
      metadata: tags.metadata,
    };
  } finally {
    picture.bitmap.close();
  }
}

/** Size to resample to: the square itself, or the smallest that covers it with the photo's own shape. */
function targetSize(
  width: number,
  height: number,
  { side, mode }: Framing,
): Size {
  if (mode === "stretch") return { width: side, height: side };
  const scale = side / Math.min(width, height);
  return {
    width: Math.max(side, Math.trunc(width * scale)),
    height: Math.max(side, Math.trunc(height * scale)),
  };
}

function pixelsOf(
  { bitmap, width, height }: Picture,
  framing: Framing,
): Pixels {
  const to = targetSize(width, height, framing);
  const { context } = draw(bitmap, bitmap.width, bitmap.height);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  return resampleBicubic(
    data,
    bitmap.width,
    bitmap.height,
    to.width,
    to.height,
    centerOf(to, framing.side),
  );
}

const centerOf = ({ width, height }: Size, side: number): Crop => ({
  left: halfEven((width - side) / 2),
  top: halfEven((height - side) / 2),
  width: side,
  height: side,
});

/** Rounds halves to the even number, as Python's round in torchvision's CenterCrop does. */
const halfEven = (value: number) =>
  value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value);

function thumbnailSize(width: number, height: number): Size {
  const scale = Math.min(1, thumbnailSide / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

function thumbnailOf({ bitmap, width, height }: Picture): Promise<Blob> {
  const small = thumbnailSize(width, height);
  const { canvas } = draw(bitmap, small.width, small.height);
  return canvas.convertToBlob({ type: "image/webp", quality: 0.8 });
}

/** On white: a transparent photo would otherwise be black where nothing is drawn. */
function draw(bitmap: ImageBitmap, width: number, height: number) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("the browser gave no canvas to draw on");
  context.imageSmoothingQuality = "high";
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return { canvas, context };
}
