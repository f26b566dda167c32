/** Backup -> photo index. Everything is stored first; the folders appear at the end, all at once. */
import type { IDBPDatabase } from "idb";
import { FailureError, isQuota } from "../failures";
import type { FolderRecord, Schema } from "../index-schema";
import { photoKey } from "../photo";
import type { PhotoIndex } from "../photo-index";
import { recordOf, type PartHead } from "./backup-format";
import { isSameFolder } from "../same-folder";
import { openBackup, type BackupPart, type Head } from "./read-backup";
import { written } from "../written";

export interface RestoredFolders {
  /** Ids of the folders that are in the index now. */
  readonly restored: readonly string[];
  /** Names of those that were here already, and stayed as they were. */
  readonly known: readonly string[];
  readonly settings: Head["settings"];
}

/**
 * Adds the folders of a backup to the index. Without a folder's record nothing of it is seen, so whatever stops this, a
 * kill too, leaves the index as it was; what was stored until then is removed, or swept at the next start.
 * @param onProgress bytes read so far, of how many
 * @throws FailureError backup-damaged, backup-newer or backup-no-room
 */
export async function restoreBackup(
  file: File,
  db: IDBPDatabase<Schema>,
  index: PhotoIndex,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<RestoredFolders> {
  const backup = await openBackup(file);
  const { head } = backup;
  const here = await index.folders();
  const isHere = ({ id, kind }: FolderRecord) =>
    here.some(
      (folder) =>
        folder.id === id || (kind === "samples" && folder.kind === kind),
    );
  const staged = new Map(
    head.folders
      .filter((folder) => !isHere(folder))
      .map((folder) => [folder.id, folder]),
  );
  try {
    let done = 0;
    for await (const part of backup.parts(signal)) {
      if (staged.has(part.head.folder)) await write(part, db);
      onProgress((done += part.sizeBytes), file.size);
    }
    for (const folder of staged.values())
      if (await isKnown(folder, here, index)) {
        await index.removeFolder(folder.id);
        staged.delete(folder.id);
      }
    signal.throwIfAborted();
    await showFolders([...staged.values()], db);
  } catch (error) {
    for (const id of staged.keys()) await index.removeFolder(id);
    if (!isQuota(error)) throw error;
    const { name, size } = file;
    throw new FailureError({
      kind: "backup-no-room",
      file: name,
      sizeBytes: size,
    });
  }
  return {
    restored: [...staged.keys()],
    known: head.folders
      .filter(({ id }) => !staged.has(id))
      .map(({ name }) => name),
    settings: head.settings,
  };
}

/** The switch: before it nothing of the backup is seen, after it everything. */
async function showFolders(
  folders: readonly FolderRecord[],
  db: IDBPDatabase<Schema>,
) {
  const transaction = db.transaction("folders", "readwrite", {
    durability: "strict",
  });
  const writes = folders.map((folder) =>
    transaction.store.put(
      // The samples come with the app and need no picking.
      folder.kind === "samples"
        ? folder
        : { ...folder, restored: true as const },
    ),
  );
  await written(transaction, writes);
}

/** Whether it is in the index under another id, as far as paths and sizes tell. */
async function isKnown(
  folder: FolderRecord,
  here: readonly FolderRecord[],
  index: PhotoIndex,
): Promise<boolean> {
  const namesakes = here.filter(({ name }) => name === folder.name);
  if (namesakes.length === 0) return false;
  const records = await index.photosOf(folder.id);
  for (const { id } of namesakes)
    if (await isSameFolder(records.values(), await index.photosOf(id)))
      return true;
  return false;
}

async function write(part: BackupPart, db: IDBPDatabase<Schema>) {
  switch (part.kind) {
    case "photos":
      return writePhotos(part.head, db);
    case "segments": {
      const { folder, revision, segment, rows, paths } = part.head;
      const vectors = new Float32Array(part.body.buffer);
      const keys = keysIn(folder, paths);
      await db.put("segments", { rows, keys, vectors }, [
        revision,
        folder,
        segment,
      ]);
      return;
    }
    case "vectors": {
      const { folder, revision, chunk, paths } = part.head;
      const vectors = new Float32Array(part.body.buffer);
      const keys = keysIn(folder, paths);
      await db.put("vectors", { chunk, keys, vectors }, [
        revision,
        folder,
        chunk,
      ]);
      return;
    }
    case "thumbnails":
      return writeThumbnails(part.head, part.body, db);
  }
}

async function writePhotos(
  { folder, photos }: PartHead<"photos">,
  db: IDBPDatabase<Schema>,
) {
  const transaction = db.transaction("photos", "readwrite");
  const writes = photos.map((photo) =>
    transaction.store.put(recordOf(photo), photoKey(folder, photo.path)),
  );
  await written(transaction, writes);
}

async function writeThumbnails(
  { folder, thumbnails }: PartHead<"thumbnails">,
  body: Uint8Array<ArrayBuffer>,
  db: IDBPDatabase<Schema>,
) {
  const transaction = db.transaction("thumbnails", "readwrite");
  let from = 0;
  const writes = thumbnails.map(({ path, type, sizeBytes }) => {
    const bytes = body.subarray(from, (from += sizeBytes));
    return transaction.store.put(
      new Blob([bytes], { type }),
      photoKey(folder, path),
    );
  });
  await written(transaction, writes);
}

const keysIn = (folder: string, paths: readonly (string | null)[]) =>
  paths.map((path) => (path === null ? null : photoKey(folder, path)));
