/** The sub-folders of a folder, read off the paths of its photos. */
import { isUnder } from "../photo";
import type { PhotoRecord } from "../index-schema";
import type { SubFolder } from "./messages";

/** In the order of their paths; what is left out has no photos, and is listed all the same. */
export function subFoldersOf(
  records: Iterable<PhotoRecord>,
  excluded: readonly string[],
): SubFolder[] {
  const photos = new Map<string, number>(excluded.map((path) => [path, 0]));
  for (const { path } of records)
    for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) {
      const folder = path.slice(0, at);
      photos.set(folder, (photos.get(folder) ?? 0) + 1);
    }
  return [...photos]
    .map(([path, count]) => ({
      path,
      photos: count,
      excluded: isUnder(`${path}/`, excluded),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
