/** The sub-folders of a folder, read off the paths of its photos, and which of them are left out. */
import type { FolderRecord, PhotoRecord } from "../index-schema";
import type { SubFolder } from "./messages";

/** In the order of their paths; what is left out has no photos, and is listed all the same. */
export function subFoldersOf(
  records: Iterable<PhotoRecord>,
  excluded: readonly string[],
): SubFolder[] {
  const counts = new Map<string, number>(excluded.map((path) => [path, 0]));
  for (const { path } of records)
    for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) {
      const folder = path.slice(0, at);
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
  return [...counts]
    .map(([path, photos]) => ({ path, photos }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The folder with one of its sub-folders left out or taken in again. */
export function withSubFolder(
  folder: FolderRecord,
  path: string,
  excluded: boolean,
): FolderRecord {
  const others = (folder.excluded ?? []).filter((other) => other !== path);
  return { ...folder, excluded: excluded ? [...others, path] : others };
}
