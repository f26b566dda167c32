/** How many photos a run of the image tower takes: measured on the device at hand. */

/** A query waits for a run to end, so no run should take longer. */
const longestRunMs = 250;
/** Twice the photos in a run must pay by this much, or the smaller runs are kept. */
const worthwhile = 1.1;
const largestBatch = 16;

/**
 * Doubles the batch for as long as it makes photos a second.
 * @param run encodes this many photos; the first run of a size, which prepares the device for it, is not timed
 */
export async function measureBatchSize(
  run: (photos: number) => Promise<unknown>,
): Promise<number> {
  const timed = async (photos: number) => {
    await run(photos);
    const startMs = performance.now();
    await run(photos);
    return performance.now() - startMs;
  };
  let best = 1;
  let bestMs = await timed(best);
  while (best < largestBatch) {
    const photos = 2 * best;
    // What can't be faster than the time limit need not be tried.
    if (bestMs > longestRunMs) break;
    const ms = await timed(photos);
    if (ms > longestRunMs || ms * worthwhile > 2 * bestMs) break;
    best = photos;
    bestMs = ms;
  }
  return best;
}
