/** What stays good of a photo's record when the photo is encoded again, or when that fails. */
import { isExact } from "../content-hash";
import type { PhotoFailure } from "../failures";
import type { PhotoRecord } from "../index-schema";
import { failureIn } from "./folder-index";

type Seen = Pick<PhotoRecord, "path" | "sizeBytes" | "modifiedMs" | "hash">;

/** Of another time alone it is the same photo. */
const isSame = (
  known: PhotoRecord,
  { sizeBytes, modifiedMs, hash }: Seen,
): boolean =>
  known.sizeBytes === sizeBytes &&
  (known.modifiedMs === modifiedMs ||
    (hash !== undefined && isExact(hash) && known.hash === hash));

/** The towers whose vectors stay good: none where the photo is new or changed. */
export function encodedBefore(
  known: PhotoRecord | undefined,
  seen: Seen,
): readonly string[] {
  if (known?.state.kind !== "indexed" || !isSame(known, seen)) return [];
  return known.encodedBy ?? [];
}

/** That another image tower gave the photo, as it is, no vector stays told when this one does. */
export function failureOfOthers(
  known: PhotoRecord | undefined,
  seen: Seen,
  revision: string,
): PhotoFailure | null {
  const [failure] = failureIn(known);
  if (!known || failure?.kind !== "no-vector" || !isSame(known, seen))
    return null;
  return failure.revision === revision ? null : failure;
}

/**
 * A photo that is as it was stays indexed, with the failure beside: another image tower's vector of it is as good as
 * before. So does one that nobody could read, whatever it is like now; it keeps its old time, so that the next run tries it.
 */
export function failedRecord(
  known: PhotoRecord | undefined,
  seen: Seen,
  failure: PhotoFailure,
): PhotoRecord {
  if (known?.state.kind === "indexed") {
    if (isSame(known, seen)) return { ...known, ...seen, failure };
    if (failure.kind === "unreadable-photo") return { ...known, failure };
  }
  return { ...seen, state: { kind: "failed", failure } };
}
