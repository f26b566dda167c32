/** What a picture's first bytes say of its format and size as stored, whatever its name says. */
import { imageSize } from "image-size";
import { jpegSize } from "./jpeg-size";

export interface StoredSize {
  /** "other" is what every browser reads by itself. */
  readonly format: "jpeg" | "heic" | "tiff" | "webp" | "other";
  readonly width: number;
  readonly height: number;
}

const formats = new Map<string | undefined, StoredSize["format"]>([
  ["heic", "heic"],
  ["heif", "heic"],
  ["tiff", "tiff"],
  ["webp", "webp"],
  ["png", "other"],
  ["gif", "other"],
  ["avif", "other"],
  ["bmp", "other"],
]);

/** Null for what is no picture, or one whose size lies beyond these bytes. */
export function sizeOf(bytes: Uint8Array): StoredSize | null {
  const jpeg = jpegSize(bytes, 0);
  if (jpeg) return { format: "jpeg", ...jpeg };
  try {
    const { type, width, height } = imageSize(bytes);
    const format = formats.get(type);
    return format ? { format, width, height } : null;
  } catch {
    // Thrown on what is not known and on headers that go on past the bytes.
    return null;
  }
}
