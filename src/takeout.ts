/** Google Takeout writes what it knows of a photo into a JSON file beside it: where the photo itself has no date or place, it helps. */
import type { PhotoMetadata } from "./photo";
import { placeOf } from "./photo-metadata";

/** Takeout cuts a file's name, without its ".json", to this many characters. */
const longestName = 46;

/**
 * Names that the JSON file of a photo may have, most likely first: older and newer exports, the numbered namesakes
 * ("a(1).jpg" -> "a.jpg(1).json"), and edited copies, which share the original's.
 */
export function sidecarNames(photoName: string): string[] {
  const original = photoName.replace(/-edited(?=(\(\d+\))?\.\w+$)/, "");
  const [, stem, number = "", extension = ""] =
    /^(.*?)(\(\d+\))?(\.\w+)$/.exec(original) ?? [];
  if (stem === undefined) return [];
  return ["", ".supplemental-metadata"].map(
    (ending) =>
      `${`${stem}${extension}${ending}`.slice(0, longestName)}${number}.json`,
  );
}

interface Sidecar {
  readonly photoTakenTime?: { readonly timestamp?: string };
  readonly geoData?: Coordinates;
  readonly geoDataExif?: Coordinates;
}
interface Coordinates {
  readonly latitude?: number;
  readonly longitude?: number;
}

/** The metadata, with date and place from a Takeout file where it has none. A file of another kind adds nothing. */
export function withSidecar(
  metadata: PhotoMetadata,
  json: string,
): PhotoMetadata {
  const { takenAt, place } = sidecarIn(json);
  return {
    ...(takenAt && { takenAt, takenFrom: "takeout" as const }),
    ...(place && { place }),
    ...metadata,
  };
}

function sidecarIn(json: string): PhotoMetadata {
  try {
    const { photoTakenTime, geoData, geoDataExif } = JSON.parse(
      json,
    ) as Sidecar;
    const seconds = Number(photoTakenTime?.timestamp ?? NaN);
    const place =
      placeOf(geoData?.latitude, geoData?.longitude) ??
      placeOf(geoDataExif?.latitude, geoDataExif?.longitude);
    return {
      ...(Number.isFinite(seconds) && {
        takenAt: new Date(seconds * 1000).toISOString().replace(".000Z", "Z"),
      }),
      ...(place && { place }),
    };
  } catch {
    return {};
  }
}
