/** Where a query's matches end, by the query's own scores. See note: the cut-off is the query's own. */

/** Of a normal distribution, quartile to quartile, in standard deviations. */
const quartilesApart = 1.349;

/**
 * The least score of a match: `strictness` spreads above the middle. Middle and spread are the median and the distance
 * of the quartiles, which the few photos that fit do not move, as they would a mean.
 * @param scores [rows]; -Infinity for a hole
 * @param strictness 0 for no cut-off
 */
export function cutOff(scores: Float32Array, strictness: number): number {
  const sorted = scores.filter((score) => score !== -Infinity).sort();
  if (strictness === 0 || sorted.length === 0) return -Infinity;
  const at = (part: number) =>
    sorted[Math.round(part * (sorted.length - 1))] ?? 0;
  return at(0.5) + (strictness * (at(0.75) - at(0.25))) / quartilesApart;
}
