/** Several vectors with weights -> the one that stands for them all. See note: one vector for a combined query. */
import { FailureError } from "./failures";
import { normalize, type UnitVector } from "./photo";

export interface Weighed {
  readonly vector: UnitVector;
  readonly weight: number;
}

/** Below this length the parts cancel each other out: what is left is rounding. */
const leastLength = 1e-3;

/**
 * The weighted sum, at length 1. Its cosine with a photo is the weighted sum of the parts' cosines with it, over the
 * same length for every photo: the order is that of the weighted sum, and a score stays a cosine.
 * @param parts at least one, of one dim
 * @throws FailureError query-cancels
 */
export function combine(parts: readonly Weighed[]): UnitVector {
  const [only] = parts;
  if (parts.length === 1 && only && only.weight > 0) return only.vector;
  const sum = new Float32Array(only?.vector.length ?? 0); // [dim]
  for (const { vector, weight } of parts)
    for (let i = 0; i < sum.length; i++)
      sum[i] = (sum[i] ?? 0) + weight * (vector[i] ?? 0);
  if (Math.hypot(...sum) < leastLength)
    throw new FailureError({ kind: "query-cancels" });
  return normalize(sum);
}
