/** What a camera wrote into a photo: when and where it was taken, and with what. */
import ExifReader from "exifreader";
import type { PhotoMetadata } from "./photo";

/**
 * Reads Exif and XMP out of a photo's first bytes (JPEG, HEIC, AVIF, WebP, PNG). What can't be read is left out: metadata
 * is never a reason to skip a photo.
 */
export function readMetadata(bytes: ArrayBuffer): PhotoMetadata {
  try {
    const { exif, gps, xmp } = ExifReader.load(bytes, { expanded: true });
    const taken =
      takenAt(said(exif?.DateTimeOriginal), said(exif?.OffsetTimeOriginal)) ??
      takenAt(said(exif?.DateTimeDigitized), said(exif?.OffsetTimeDigitized)) ??
      takenAt(said(xmp?.["CreateDate"]), "") ??
      takenAt(said(xmp?.["DateCreated"]), "");
    const camera = cameraOf(said(exif?.Make), said(exif?.Model));
    const place = placeOf(gps?.Latitude, gps?.Longitude);
    return {
      ...(taken && { takenAt: taken, takenFrom: "camera" as const }),
      ...(camera && { camera }),
      ...(place && { place }),
    };
  } catch {
    // Thrown on formats without metadata and on blocks that go on past the bytes.
    return {};
  }
}

/** A tag's text; the reader says "<faulty value>" where a block is cut. */
function said(tag: { description?: unknown } | undefined): string {
  const text = tag?.description;
  return typeof text === "string" && !/^<.*>$/.test(text) ? text.trim() : "";
}

const stamp =
  /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** ISO 8601 in the camera's own time, with its offset where it is told; null for no date and for cameras without a clock. */
function takenAt(text: string, offset: string): string | null {
  const [, year, month, day, hour, minute, second = "00", zone] =
    stamp.exec(text) ?? [];
  if (!year || !month || !day || !hour || !minute) return null;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  // "0000:00:00 00:00:00" is what a camera says whose clock was never set.
  if (Number.isNaN(Date.parse(`${local}Z`))) return null;
  return local + (zone ?? (/^[+-]\d\d:\d\d$/.test(offset) ? offset : ""));
}

/** Many makers repeat themselves in the model's name. */
function cameraOf(make: string, model: string): string {
  const known = model.toLowerCase().startsWith(make.toLowerCase());
  return known ? model : `${make} ${model}`.trim();
}

/** The metadata, with the file's own time, on this computer's clock, where no other is known; 0 is no time. */
export function orFileTime(
  metadata: PhotoMetadata,
  modifiedMs: number,
): PhotoMetadata {
  if (metadata.takenAt || modifiedMs <= 0) return metadata;
  return { ...metadata, takenAt: localTime(modifiedMs), takenFrom: "file" };
}

function localTime(ms: number): string {
  const eastMinutes = -new Date(ms).getTimezoneOffset();
  const local = new Date(ms + eastMinutes * 60_000).toISOString().slice(0, 19);
  const two = (value: number) => String(Math.trunc(value)).padStart(2, "0");
  const minutes = Math.abs(eastMinutes);
  const sign = eastMinutes < 0 ? "-" : "+";
  return `${local}${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** Degrees north and east; (0, 0) is what a phone writes that does not know. */
function placeOf(latitude: number | undefined, longitude: number | undefined) {
  if (latitude === undefined || longitude === undefined) return null;
  const sound =
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180 &&
    (latitude !== 0 || longitude !== 0);
  return sound ? { latitude, longitude } : null;
}
