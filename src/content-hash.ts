/** A photo's content, in one short string: the same photo under another name is the same. */

/** Up to here the whole content is hashed, and read only once for hashing and decoding. */
export const wholeBytes = 64 * 2 ** 20;
/** Of larger ones the first and the last megabyte and the size: enough to follow a move, not to call two photos the same. */
const endBytes = 2 ** 20;

export interface ReadPhoto {
  /** In memory where all of it was read. */
  readonly blob: Blob;
  /** Undefined on insecure addresses, where the browser computes none. */
  readonly hash: string | undefined;
}

/** Whether two photos of this hash are the same to the last byte. */
export const isExact = (hash: string) => !hash.startsWith("ends:");

/** Reads a photo once, and hashes what it read. */
export async function readPhoto(blob: Blob): Promise<ReadPhoto> {
  // The type says that subtle is always there; insecure addresses say otherwise.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) return { blob, hash: undefined };
  if (blob.size > wholeBytes) {
    const ends = new Blob([
      blob.slice(0, endBytes),
      blob.slice(-endBytes),
      String(blob.size),
    ]);
    const hash = await sha256(subtle, await ends.arrayBuffer());
    return { blob, hash: `ends:${hash}` };
  }
  const bytes = await blob.arrayBuffer();
  const hash = await sha256(subtle, bytes);
  return { blob: new Blob([bytes], { type: blob.type }), hash };
}

async function sha256(subtle: SubtleCrypto, bytes: ArrayBuffer) {
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
