/** A photo's bytes, read from its disk once: what decodes it, reads its metadata or hashes it shares them. */
import { FailureError } from "./failures";

/** Larger ones stay on the disk, and only the parts that are asked for are read. */
const inMemoryBytes = 64 * 2 ** 20;
/** Of those, the first part: metadata before a photo's size rarely takes more. */
const headBytes = 2 ** 20;

export interface PhotoSource {
  readonly path: string;
  /** All of it: in memory up to 64 MB, else on the disk. */
  readonly blob: Blob;
  /** The first bytes: all of them up to 64 MB. */
  readonly head: Uint8Array<ArrayBuffer>;
}

/** @throws FailureError empty-photo or unreadable-photo */
export async function readSource(
  blob: Blob,
  path: string,
): Promise<PhotoSource> {
  if (blob.size === 0) throw new FailureError({ kind: "empty-photo", path });
  if (blob.size > inMemoryBytes)
    return { path, blob, head: await bytesOf(blob.slice(0, headBytes), path) };
  const head = await bytesOf(blob, path);
  return { path, blob: new Blob([head]), head };
}

/** Every byte, whatever it takes. */
export const allBytes = async ({ path, blob, head }: PhotoSource) =>
  head.length === blob.size ? head : bytesOf(blob, path);

async function bytesOf(
  blob: Blob,
  path: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    throw new FailureError({
      kind: "unreadable-photo",
      path,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}
