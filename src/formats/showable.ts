/** A photo as a picture that every browser shows, upright and without choking on it. */
import { readSource } from "../photo-source";
import { openPicture } from "./picture";
import { tagsOf } from "./raw-tags";
import { isRaw } from "./raw";
import { sizeOf } from "./size";
import { isVideo } from "./video-name";

/** An <img> decodes all its pixels, for as long as it is shown. */
const maxShownPixels = 50e6;
/** Pictures that must be decoded here are shrunk to a few times this. */
const longSide = 2048;

/** @throws FailureError with a PhotoFailure; any other error where the photo is damaged */
export async function showable(blob: Blob, path: string): Promise<Blob> {
  const source = await readSource(blob, path);
  const tags = tagsOf(source);
  const size = isRaw(path) || isVideo(path) ? null : sizeOf(source.head);
  const browserShows =
    size?.format === "jpeg" ||
    size?.format === "other" ||
    (size?.format === "webp" && tags.orientation === 1);
  if (browserShows && size.width * size.height <= maxShownPixels) return blob;
  const { bitmap } = await openPicture(source, tags, (width, height) => {
    const scale = Math.min(1, longSide / Math.max(width, height));
    return { width: width * scale, height: height * scale };
  });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
}
