/** Holds an encoder to the exporter's golden vectors: some graphs are silently wrong on some adapters. */
import { FailureError } from "../failures";
import type { UnitVector } from "../photo";

/**
 * @param tolerance largest absolute difference allowed between two numbers of a vector
 * @throws FailureError self-test, on the first vector that differs by more
 */
export async function checkGolden<
  Case extends { readonly vector: readonly number[] },
>(
  tower: string,
  dtype: string,
  tolerance = 1e-3,
  cases: readonly Case[],
  encode: (golden: Case) => Promise<UnitVector | null>,
): Promise<void> {
  for (const golden of cases) {
    const vector = await encode(golden);
    const maxError = largestDifference(vector ?? [], golden.vector);
    // Written so that NaN fails too.
    if (!(maxError <= tolerance))
      throw new FailureError({ kind: "self-test", tower, dtype, maxError });
  }
}

/** NaN where either has one; Infinity where the lengths differ. */
export function largestDifference(
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
): number {
  if (found.length !== expected.length) return Infinity;
  let largest = 0;
  for (let i = 0; i < found.length; i++) {
    // Math.max, unlike a comparison, keeps NaN.
    largest = Math.max(
      largest,
      Math.abs((found[i] ?? NaN) - (expected[i] ?? NaN)),
    );
  }
  return largest;
}
