/** What a photo's first bytes say, before anything is decoded: its kind, its size, and what the camera wrote. */
import { imageSize } from "image-size";
import { FailureError } from "./failures";
import type { PhotoMetadata } from "./photo";
import { readMetadata } from "./photo-metadata";

/** Metadata before a photo's size rarely takes more; where it does, the whole photo is read. */
const headerBytes = 256 * 1024;

/** Above this a decode may take the tab down: 4 bytes a pixel, twice. */
const maxPixels = 200e6;

export interface Header {
  readonly width: number;
  readonly height: number;
  readonly isHeic: boolean;
  readonly metadata: PhotoMetadata;
}

/**
 * Upright size from the header (of HEIC: the size before rotation).
 * @throws FailureError with a PhotoFailure that names the photo
 */
export async function readHeader(blob: Blob, path: string): Promise<Header> {
  if (blob.size === 0) throw new FailureError({ kind: "empty-photo", path });
  const header =
    sizeIn(await bytesOf(blob.slice(0, headerBytes), path)) ??
    sizeIn(await bytesOf(blob, path));
  if (!header) throw new FailureError({ kind: "not-a-photo", path });
  const { width, height } = header;
  if (width * height > maxPixels)
    throw new FailureError({ kind: "oversized-photo", path, width, height });
  return header;
}

const bytesOf = async (blob: Blob, path: string) => {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    throw new FailureError({
      kind: "unreadable-photo",
      path,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
};

function sizeIn(bytes: Uint8Array<ArrayBuffer>): Header | null {
  try {
    const { width, height, orientation = 1, type = "" } = imageSize(bytes);
    const isHeic = /^hei[cf]$/.test(type);
    const turned = orientation >= 5 && !isHeic;
    return {
      width: turned ? height : width,
      height: turned ? width : height,
      isHeic,
      metadata: readMetadata(bytes.buffer),
    };
  } catch {
    // image-size throws on what it does not know and on headers that go on past the bytes.
    return null;
  }
}
