/** What a camera wrote into a photo: when and where it was taken, with what, and how it was held. */
import { DOMParser } from "@xmldom/xmldom";
import ExifReader, { type ExpandedTags } from "exifreader";
import type { PhotoMetadata } from "./photo";

export interface PhotoTags {
  readonly metadata: PhotoMetadata;
  /** Exif's, 1 to 8: 1 is upright. For formats that decoders turn by themselves it says nothing. */
  readonly orientation: number;
  /** Of the stored pixels, as far as a canvas knows it. */
  readonly colorSpace: PredefinedColorSpace;
}

const noTags: PhotoTags = { metadata: {}, orientation: 1, colorSpace: "srgb" };

/** Workers have no parser of their own; a damaged packet is left out. */
const domParser = new DOMParser({ onError: () => undefined });

/**
 * Reads Exif, XMP and the colour profile's name out of a photo (JPEG, HEIC, AVIF, WebP, PNG, TIFF). What can't be read is
 * left out: metadata is never a reason to skip a photo.
 */
export function readTags(bytes: ArrayBuffer): PhotoTags {
  try {
    const tags = ExifReader.load(bytes, {
      expanded: true,
      domParser,
      includeTags: { exif: true, gps: true, xmp: true, icc: true },
    });
    const profile = said(tags.icc?.["ICC Description"]);
    return {
      metadata: metadataIn(tags),
      orientation: tags.exif?.Orientation?.value ?? 1,
      colorSpace: profile.startsWith("Display P3") ? "display-p3" : "srgb",
    };
  } catch {
    // Thrown on formats without metadata and on blocks that go on past the bytes.
    return noTags;
  }
}

function metadataIn({ exif, gps, xmp }: ExpandedTags): PhotoMetadata {
  const taken =
    takenAt(said(exif?.DateTimeOriginal), said(exif?.OffsetTimeOriginal)) ??
    takenAt(said(exif?.DateTimeDigitized), said(exif?.OffsetTimeDigitized)) ??
    takenAt(said(xmp?.["DateTimeOriginal"]), "") ??
    takenAt(said(xmp?.["DateCreated"]), "") ??
    takenAt(said(xmp?.["CreateDate"]), "") ??
    takenAt(said(exif?.DateTime), said(exif?.OffsetTime));
  const camera = cameraOf(
    said(exif?.Make) || said(xmp?.["Make"]),
    said(exif?.Model) || said(xmp?.["Model"]),
  );
  const place = placeOf(gps?.Latitude, gps?.Longitude);
  return {
    ...(taken && { takenAt: taken, takenFrom: "camera" as const }),
    ...(camera && { camera }),
    ...(place && { place }),
  };
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

/** Degrees north and east; (0, 0) is what a phone writes that does not know. */
export function placeOf(
  latitude: number | undefined,
  longitude: number | undefined,
): PhotoMetadata["place"] | null {
  if (latitude === undefined || longitude === undefined) return null;
  const sound =
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180 &&
    (latitude !== 0 || longitude !== 0);
  return sound ? { latitude, longitude } : null;
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
