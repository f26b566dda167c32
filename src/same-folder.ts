/** Whether two folders are the same where nothing but their photos can tell. */

interface Seen {
  readonly path: string;
  readonly sizeBytes: number;
}

/**
 * Over half of what is known of a folder is found again, by path and size.
 * @param found is read no further than it takes
 */
export async function isSameFolder(
  found: Iterable<Seen> | AsyncIterable<Seen>,
  known: ReadonlyMap<unknown, Seen>,
): Promise<boolean> {
  const sizes = new Map(
    [...known.values()].map(({ path, sizeBytes }) => [path, sizeBytes]),
  );
  let same = 0;
  for await (const { path, sizeBytes } of found)
    if (sizes.get(path) === sizeBytes && ++same > sizes.size / 2) return true;
  return false;
}
