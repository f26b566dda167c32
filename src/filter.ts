/** Whether a photo is among those that a query asks for, by what is known of it besides its looks. */
import type { PhotoKey, PhotoMetadata } from "./photo";
import type { PhotoFilter } from "./query";

export interface FilteredPhoto {
  readonly key: PhotoKey;
  readonly width: number;
  readonly height: number;
  readonly metadata: PhotoMetadata;
}

/** @returns null where every photo passes */
export function passes(
  filter: PhotoFilter,
): ((photo: FilteredPhoto) => boolean) | null {
  const { takenFrom, takenTo, shape, camera, type, within, near } = filter;
  const asked: ((photo: FilteredPhoto) => boolean)[] = [];
  if (takenFrom) asked.push(({ metadata }) => dayOf(metadata) >= takenFrom);
  if (takenTo)
    asked.push(({ metadata }) => {
      const day = dayOf(metadata);
      return day !== "" && day <= takenTo;
    });
  if (shape) asked.push((photo) => shapeOf(photo) === shape);
  if (camera) asked.push(({ metadata }) => metadata.camera === camera);
  if (type) asked.push(({ key }) => typeOf(key) === type);
  if (within) asked.push(({ key }) => key.startsWith(within));
  if (near)
    asked.push(
      ({ metadata: { place } }) =>
        place !== undefined && kilometresBetween(place, near) <= near.km,
    );
  return asked.length === 0
    ? null
    : (photo) => asked.every((holds) => holds(photo));
}

/** "2021-05-12" by the camera's own clock; empty where nothing tells. */
export const dayOf = ({ takenAt = "" }: PhotoMetadata) => takenAt.slice(0, 10);

/** Square within a twentieth. */
export function shapeOf({
  width,
  height,
}: Pick<FilteredPhoto, "width" | "height">):
  "landscape" | "portrait" | "square" {
  const aspect = width / height;
  if (aspect > 1.05) return "landscape";
  return aspect < 1 / 1.05 ? "portrait" : "square";
}

/** "JPEG", "HEIC": by the name's ending, under one name for each type. */
export function typeOf(path: string): string {
  const ending = path.slice(path.lastIndexOf(".") + 1).toUpperCase();
  switch (ending) {
    case "JPG":
    case "JPE":
    case "JFIF":
      return "JPEG";
    case "HEIF":
    case "HIF":
      return "HEIC";
    case "TIF":
      return "TIFF";
    default:
      return ending;
  }
}

interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

const earthRadiusKm = 6371;

/** Along a great circle, by the haversine formula, which stays exact for near places. */
export function kilometresBetween(one: Place, other: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2;
  const a =
    half(other.latitude - one.latitude) +
    Math.cos(radians(one.latitude)) *
      Math.cos(radians(other.latitude)) *
      half(other.longitude - one.longitude);
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(a)));
}
