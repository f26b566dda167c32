/** What the photos of the index can be told apart by, for the filters to offer. */
import { dayOf, typeOf } from "../filter";
import type { FolderIndex } from "./folder-index";
import type { Facets } from "./messages";

/** @param folders each once, whatever image tower it is under */
export function facetsOf(folders: readonly FolderIndex[]): Facets {
  const cameras = new Set<string>();
  const types = new Set<string>();
  const within = new Map<string, string>();
  let [firstDay, lastDay, placed] = ["", "", 0];
  for (const { folder, records } of folders) {
    within.set(`${folder.id}/`, folder.name);
    for (const { path, state } of records.values()) {
      if (state.kind !== "indexed") continue;
      types.add(typeOf(path));
      const end = path.lastIndexOf("/");
      if (end > 0)
        within.set(
          `${folder.id}/${path.slice(0, end + 1)}`,
          `${folder.name} / ${path.slice(0, end).replaceAll("/", " / ")}`,
        );
      const { camera, place } = state.metadata;
      if (camera) cameras.add(camera);
      if (place) placed++;
      const day = dayOf(state.metadata);
      if (day !== "" && (firstDay === "" || day < firstDay)) firstDay = day;
      if (day > lastDay) lastDay = day;
    }
  }
  const names = (of: Set<string>) => [...of].sort((a, b) => a.localeCompare(b));
  return {
    cameras: names(cameras),
    types: names(types),
    within: [...within]
      .map(([begins, name]) => ({ begins, name }))
      .sort((a, b) => a.name.localeCompare(b.name)),
    firstDay,
    lastDay,
    placed,
  };
}
