/** A photo's metadata in words. */
import type { PhotoMetadata } from "../photo";
import { locale, number, t } from "./language";

/** "12 May 2021 at 14:03": the camera's own clock, wherever it is read. */
export function takenWords(takenAt: string): string {
  const local = takenAt.slice(0, "2021-05-12T14:03:00".length);
  const offset = takenAt.slice(local.length);
  const words = new Date(`${local}Z`).toLocaleString(locale(), {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
  return offset === "" || offset === "Z" ? words : `${words} (UTC${offset})`;
}

/** "52.3702° N, 4.8952° E". */
export function placeWords({
  latitude,
  longitude,
}: NonNullable<PhotoMetadata["place"]>): string {
  const degrees = (value: number, positive: string, negative: string) =>
    `${number(Math.abs(value), { minimumFractionDigits: 4, maximumFractionDigits: 4 })}° ${value < 0 ? negative : positive}`;
  return [
    degrees(latitude, t("N"), t("S")),
    degrees(longitude, t("E"), t("W")),
  ].join(locale() === "en-GB" ? ", " : "; ");
}
