/** One tab indexes at a time; the others search, and wait their turn. */

const name = "tulip-photos indexing";

/** Runs `run` as soon as no other tab indexes. */
export async function withIndexingLock(run: () => Promise<void>) {
  // Web Locks are withheld on insecure addresses.
  const locks = navigator.locks as LockManager | undefined;
  await (locks ? locks.request(name, run) : run());
}
