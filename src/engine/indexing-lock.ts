/** One tab indexes at a time; the others search. */

const name = "tulip-photos indexing";

/** Runs `run` while no other tab indexes, else `refused`. */
export async function withIndexingLock(
  run: () => Promise<void>,
  refused: () => void,
): Promise<void> {
  // Web Locks are withheld on insecure addresses.
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return run();
  return locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await run();
    else refused();
  });
}
