/** A query -> one unit vector a model: its text, and what the text is combined with. */
import { combine, type Weighed } from "../combine";
import type { TextEncoder } from "../encoders/text-encoder";
import type { UnitVector } from "../photo";
import type { Query, QueryPart } from "../query";

/** Where a model's vectors for a query come from. */
export interface VectorSource {
  readonly encoder: TextEncoder;
  /**
   * The vector of a photo or a picture under the model's image tower.
   * @throws FailureError where it can't be had
   */
  vectorOf(
    part: Exclude<QueryPart, { kind: "text" }>,
    signal: AbortSignal,
  ): Promise<UnitVector>;
}

/**
 * @param urgent goes before photos and explanations that wait
 * @returns [dim], of length 1
 * @throws FailureError where a part can't be had, or all parts cancel each other out
 */
export async function vectorFor(
  query: Query,
  source: VectorSource,
  urgent: boolean,
  signal: AbortSignal,
): Promise<UnitVector> {
  const { encoder } = source;
  const weighed: Weighed[] = [];
  // With nothing else to go by, a blank text is read as it is.
  if (query.text.trim() !== "" || query.parts.length === 0) {
    const { ids } = encoder.read(query.text, query.budget);
    const vector = await encoder.encode(ids, urgent);
    weighed.push({ vector, weight: query.weight });
  }
  for (const part of query.parts) {
    signal.throwIfAborted();
    const vector =
      part.kind === "text"
        ? await encoder.encode(encoder.read(part.text, null).ids, urgent)
        : await source.vectorOf(part, signal);
    weighed.push({ vector, weight: part.weight });
  }
  signal.throwIfAborted();
  return combine(weighed);
}
