/** One folder's part of the index, in memory. */
import { FailureError, type PhotoFailure } from "../failures";
import type { PhotoKey } from "../photo";
import type { FolderRecord, PhotoIndex, PhotoRecord } from "../photo-index";
import type { VectorTable } from "../vector-table";
import type { IndexCounts } from "./messages";

/** What is known of each photo, and the vectors. */
export interface FolderIndex {
  readonly folder: FolderRecord;
  /** The image tower's revision. */
  readonly revision: string;
  readonly records: Map<PhotoKey, PhotoRecord>;
  readonly table: VectorTable;
}

/** @param tower the image tower's revision and the length of its vectors */
export async function loadFolder(
  folderId: string,
  index: PhotoIndex,
  { revision, dim }: { revision: string; dim: number },
): Promise<FolderIndex> {
  const [folder, records, table] = await Promise.all([
    index.folder(folderId),
    index.photosOf(folderId),
    index.vectorsOf(revision, folderId, dim),
  ]);
  if (!folder)
    throw new FailureError({ kind: "folder-gone", folder: folderId });
  return { folder, revision, records, table };
}

/** What is known of a folder that is not being indexed now. */
export function restingStatus({ folder, records, table }: FolderIndex) {
  const failures = [...records.values()].flatMap((record) => failureIn(record));
  const total = Math.max(folder.total, records.size);
  const counts: IndexCounts = {
    total,
    encoded: 0,
    unchanged: table.size,
    failed: failures.length,
  };
  return { folder, counts, failures, device: null };
}

export const failureIn = (record: PhotoRecord | undefined): PhotoFailure[] =>
  record?.state.kind === "failed" ? [record.state.failure] : [];
