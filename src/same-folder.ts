/** Whether two folders are the same where nothing but their photos can tell. */

interface Seen {
  readonly path: string;
  readonly sizeBytes: number;
}

/**
 * How many of the photos known of a folder are found again, by path and size.
 * @param enough where more are found again, the rest of `found` is not read
 */
export async function countFoundAgain(
  found: Iterable<Seen> | AsyncIterable<Seen>,
  known: ReadonlyMap<unknown, Seen>,
  enough = Infinity,
): Promise<number> {
  const sizes = new Map(
    [...known.values()].map(({ path, sizeBytes }) => [path, sizeBytes]),
  );
  let again = 0;
  for await (const { path, sizeBytes } of found)
    if (sizes.get(path) === sizeBytes && ++again > enough) break;
  return again;
}

/** Over half of what is known of a folder is found again, by path and size. */
export async function isSameFolder(
  found: Iterable<Seen> | AsyncIterable<Seen>,
  known: ReadonlyMap<unknown, Seen>,
): Promise<boolean> {
  const half = known.size / 2;
  return (await countFoundAgain(found, known, half)) > half;
}
