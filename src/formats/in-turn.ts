/** Pictures that must be decoded whole, the large ones one at a time, however many workers and tabs decode. */
import type { Size } from "./shrink";

/** A phone's photo is smaller, so that nearly all of them go side by side. */
const largePixels = 25e6;

/** Large ones hold hundreds of megabytes while they are shrunk. A worker that is stopped lets go of its turn. */
export function inTurn<T>(
  { width, height }: Size,
  decode: () => Promise<T>,
): Promise<T> {
  if (width * height <= largePixels) return decode();
  // Web Locks are withheld on insecure addresses.
  const locks = navigator.locks as LockManager | undefined;
  return locks ? locks.request("large-picture", decode) : decode();
}
