/** One folder's part of the index, in memory: what is known of its photos, and their vectors under each image tower in use. */
import { FailureError, type PhotoFailure } from "../failures";
import type { Folder, PhotoKey } from "../photo";
import { type PhotoIndex } from "../photo-index";
import {
  isEncodedBy,
  type FolderRecord,
  type PhotoRecord,
} from "../index-schema";
import type { VectorTable } from "../vector-table";
import type { IndexCounts } from "./messages";

/** What is known of each photo, and the vectors of one image tower. The records are shared by all towers of the folder. */
export interface FolderIndex {
  readonly folder: FolderRecord;
  /** The image tower's revision. */
  readonly revision: string;
  readonly records: Map<PhotoKey, PhotoRecord>;
  readonly table: VectorTable;
}

/** The towers in use, each with the revision of its weights and the length of its vectors; never none. */
export type FolderTowers = readonly [FolderIndex, ...FolderIndex[]];

/** @param towers at least one */
export async function loadFolder(
  folderId: string,
  index: PhotoIndex,
  towers: readonly { readonly revision: string; readonly dim: number }[],
): Promise<FolderTowers> {
  const [folder, records] = await Promise.all([
    index.folder(folderId),
    index.photosOf(folderId),
  ]);
  if (!folder)
    throw new FailureError({ kind: "folder-gone", folder: folderId });
  const [first, ...others] = await Promise.all(
    towers.map(async ({ revision, dim }) => {
      const table = await index.vectorsOf(revision, folderId, dim);
      dropOutdated(table, records, revision);
      return { folder, revision, records, table };
    }),
  );
  if (!first) throw new RangeError("a folder without an image tower");
  return [first, ...others];
}

/** The same photos under a new record of their folder. */
export const withFolder = (
  [first, ...others]: FolderTowers,
  folder: FolderRecord,
): FolderTowers => [
  { ...first, folder },
  ...others.map((tower) => ({ ...tower, folder })),
];

/** While a tower was not in use, photos may have changed or gone. */
function dropOutdated(
  table: VectorTable,
  records: ReadonlyMap<PhotoKey, PhotoRecord>,
  revision: string,
) {
  for (const key of [...table.keys])
    if (key !== null && !isEncodedBy(records.get(key), revision))
      table.remove(key);
}

/** What is known of a folder that is not being indexed now. */
export function restingStatus(towers: FolderTowers) {
  const [{ folder, records }] = towers;
  const failures = [...records.values()].flatMap((record) => failureIn(record));
  const total = Math.max(folder.total, records.size);
  const counts: IndexCounts = {
    total,
    encoded: 0,
    // A photo that is known and failed since is searchable, and counts once.
    unchanged: Math.min(searchableBy(towers), total - failures.length),
    failed: failures.length,
  };
  return { folder, counts, failures, device: null };
}

/** What is known of a folder whose run ended early: what found no way into the index does not count. */
export function stoppedStatus(
  towers: FolderTowers,
  told: { readonly folder: Folder; readonly counts: IndexCounts },
) {
  const { counts, failures } = restingStatus(towers);
  const encoded = Math.min(told.counts.encoded, counts.unchanged);
  const unchanged = counts.unchanged - encoded;
  const total = Math.max(told.counts.total, counts.total);
  return {
    folder: told.folder,
    failures,
    counts: { ...counts, total, encoded, unchanged },
  };
}

/** Photos that every tower has encoded. */
export const searchableBy = (towers: FolderTowers): number =>
  Math.min(...towers.map(({ table }) => table.size));

/** Of a photo that failed, and of one that is known and failed since. */
export function failureIn(record: PhotoRecord | undefined): PhotoFailure[] {
  if (record?.state.kind === "failed") return [record.state.failure];
  return record?.failure ? [record.failure] : [];
}
