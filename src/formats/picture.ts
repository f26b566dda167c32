/** A photo of any format -> an upright picture, shrunk where that is cheaper. */
import { FailureError } from "../failures";
import type { PhotoTags } from "../photo-metadata";
import { allBytes, type PhotoSource } from "../photo-source";
import { decodeHeic } from "./heic";
import { inTurn } from "./in-turn";
import { openJpeg } from "./jpeg";
import { isRaw, rawPreview } from "./raw";
import { shrunk, type Picture, type Target } from "./shrink";
import { sizeOf } from "./size";
import { decodeTiff } from "./tiff";
import { turnUpright } from "./turn";
import { decodeVideoFrame } from "./video";
import { isVideo } from "./video-name";

/** A whole picture takes 4 bytes a pixel, and once more while it is drawn; only JPEGs can be shrunk while they are decoded. */
const maxPixels = 100e6;

/**
 * Opens a photo's picture; the caller closes its bitmap.
 * @throws FailureError with a PhotoFailure; any other error where the photo is damaged
 */
export async function openPicture(
  source: PhotoSource,
  { orientation, colorSpace }: PhotoTags,
  target: Target,
): Promise<Picture> {
  const { path, blob, head } = source;
  if (isRaw(path)) {
    const preview = rawPreview(await allBytes(source), orientation);
    if (!preview) throw new FailureError({ kind: "no-preview", path });
    return openJpeg(preview, path, target);
  }
  if (isVideo(path)) return shrunk(await decodeVideoFrame(blob, path), target);
  const size = sizeOf(head) ?? sizeOf(await allBytes(source));
  if (!size) throw new FailureError({ kind: "not-a-photo", path });
  const { format, width, height } = size;
  if (format === "jpeg") return openJpeg({ blob, width, height }, path, target);
  if (width * height > maxPixels)
    throw new FailureError({ kind: "oversized-photo", path, width, height });
  return inTurn(size, async () => shrunk(await wholePicture(), target));

  async function wholePicture(): Promise<ImageBitmap> {
    switch (format) {
      case "heic":
        return decodeHeic(blob, () => allBytes(source), colorSpace);
      case "tiff":
        return turnUpright(
          await decodeTiff(await allBytes(source), path),
          orientation,
        );
      case "webp":
        // Of this format alone browsers don't heed the Exif orientation.
        return turnUpright(await createImageBitmap(blob), orientation);
      default:
        return createImageBitmap(blob);
    }
  }
}
