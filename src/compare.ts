/** Several rankings of the same photos, compared: pure, on what a search returned. */
import type { RankedPhoto } from "./photo";

/** So many models are compared at a time. */
export const fewestCompared = 2;
export const mostCompared = 4;

/** How many of the first `count` photos of one ranking are not among the first `count` under `other`. */
export function onlyHere(
  ranked: readonly RankedPhoto[],
  other: string,
  count: number,
): number {
  return ranked
    .slice(0, count)
    .filter((photo) => (photo.ranks[other] ?? Infinity) > count).length;
}

/** Places that a photo stands higher (positive) or lower (negative) here than under `other`. */
export function rankShift(photo: RankedPhoto, other: string): number {
  return (photo.ranks[other] ?? photo.rank) - photo.rank;
}
