/** When what a transaction wrote is stored. */
import { isAbort } from "./failures";

/**
 * Waits for a transaction's end.
 * @throws what ended it: where the disk is full, one of the writes or the transaction says so, and the others only that
 * they were called off
 */
export async function written(
  transaction: { readonly done: Promise<void> },
  writes: readonly Promise<unknown>[],
): Promise<void> {
  const ends = [...writes, transaction.done];
  await Promise.allSettled(ends);
  for (const end of ends)
    await end.catch((error: unknown) => {
      if (!isAbort(error)) throw error;
    });
  await transaction.done;
}
