/** When what a transaction wrote is stored. */

/**
 * Waits for a transaction's end.
 * @throws what ended it: where the disk is full its writes, met on the way, may only say that they were called off
 */
export async function written(
  transaction: { readonly done: Promise<void> },
  writes: readonly Promise<unknown>[],
): Promise<void> {
  await Promise.allSettled([transaction.done, ...writes]);
  await transaction.done;
}
