/** What stays known of a photo that could not be read or decoded. */
import type { PhotoFailure } from "../failures";
import type { PhotoRecord } from "../index-schema";

type Seen = Pick<PhotoRecord, "path" | "sizeBytes" | "modifiedMs" | "hash">;

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
    const isSame =
      known.sizeBytes === seen.sizeBytes &&
      known.modifiedMs === seen.modifiedMs;
    if (isSame || failure.kind === "unreadable-photo")
      return { ...known, failure };
  }
  return { ...seen, state: { kind: "failed", failure } };
}
