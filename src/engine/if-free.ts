/** What one tab at a time may do (Web Locks). */

/** @param refused is done instead while another tab holds the lock */
export async function ifFree<T>(
  lock: string,
  work: () => Promise<T>,
  refused: () => Promise<T>,
): Promise<T> {
  // Withheld on insecure addresses.
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return work();
  return locks.request(lock, { ifAvailable: true }, (held) =>
    held ? work() : refused(),
  );
}

/** Waits until no other tab holds the lock. */
export async function whenFree<T>(
  lock: string,
  work: () => Promise<T>,
): Promise<T> {
  const locks = navigator.locks as LockManager | undefined;
  return locks ? locks.request(lock, work) : work();
}
