/** PhotoFile -> what its decoding gives, from the decode pool, with what stands beside the photo. */
import type { DecodedPhoto, Framing } from "./decode";
import { performDecode } from "./decode-pool";
import { FailureError } from "./failures";
import type { PhotoFile, PhotoMetadata } from "./photo";
import { orFileTime } from "./photo-metadata";
import { sidecarNames, withSidecar } from "./takeout";

/**
 * Decodes one photo.
 * @param urgent goes before photos that wait
 * @throws FailureError with a PhotoFailure that names the photo; AbortError
 */
export async function decodePhoto(
  photo: PhotoFile,
  framing: Framing,
  signal: AbortSignal,
  urgent = false,
): Promise<DecodedPhoto> {
  const { path } = photo;
  const blob = await photo.open().catch((error: unknown) => {
    throw new FailureError({
      kind: "unreadable-photo",
      path,
      reason: error instanceof Error ? error.message : String(error),
    });
  });
  const answer = await performDecode(
    { kind: "decode", blob, path, framing },
    signal,
    urgent,
  );
  if (answer.kind === "failed") throw new FailureError(answer.failure);
  if (answer.kind !== "decoded")
    throw new TypeError("asked for pixels, given something else");
  const metadata = await completed(answer.photo.metadata, photo);
  return { ...answer.photo, metadata };
}

/** Date and place from a Takeout file beside the photo, where it has none; the file's own time where nobody tells one. */
async function completed(
  metadata: PhotoMetadata,
  { path, modifiedMs, openBeside }: PhotoFile,
): Promise<PhotoMetadata> {
  if (metadata.takenAt && metadata.place) return metadata;
  for (const name of sidecarNames(path.slice(path.lastIndexOf("/") + 1))) {
    const sidecar = await openBeside?.(name);
    // It may have gone by now, or be locked: that is no fault of the photo's.
    const json = await sidecar?.text().catch(() => null);
    if (json) return orFileTime(withSidecar(metadata, json), modifiedMs);
  }
  return orFileTime(metadata, modifiedMs);
}

/**
 * The photo itself as a picture that every browser shows, or its thumbnail, upright.
 * @throws FailureError
 */
export async function showPhoto(
  blob: Blob,
  path: string,
  kind: "show" | "thumbnail" = "show",
): Promise<Blob> {
  const { signal } = new AbortController();
  const answer = await performDecode(
    { kind, blob, path },
    signal,
    kind === "show",
  );
  if (answer.kind === "failed") throw new FailureError(answer.failure);
  if (answer.kind !== "shown")
    throw new TypeError("asked for a picture, given something else");
  return answer.blob;
}
