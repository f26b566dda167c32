/** Added models on the browser's own disk (OPFS): one directory a bundle. What the settings do not name is a left-over. */
import { FailureError, isQuota } from "../failures";
import type { ModelFiles } from "./model-files";

/** @throws FailureError model-store, where the browser keeps no files for a page */
async function modelsDirectory(): Promise<FileSystemDirectoryHandle> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle("models", { create: true });
  } catch (error) {
    throw new FailureError({
      kind: "model-store",
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

/** The files of a stored bundle. */
export const storedFiles = (bundle: string): ModelFiles => ({
  async read(path) {
    try {
      const file = await storedFile(bundle, path);
      return new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      throw new FailureError({
        kind: "stored-file",
        file: path,
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  },
});

/**
 * Writes files into a bundle's directory, one at a time.
 * @returns the bytes of each
 * @throws FailureError model-no-room
 */
export async function storeFiles(
  bundle: string,
  paths: readonly string[],
  from: ModelFiles,
): Promise<Record<string, number>> {
  const models = await modelsDirectory();
  const directory = await models.getDirectoryHandle(bundle, { create: true });
  const sizes: Record<string, number> = {};
  for (const path of paths) {
    const bytes = await from.read(path);
    sizes[path] = bytes.length;
    await writeFile(await fileAt(directory, path, true), bytes);
  }
  return sizes;
}

/** Part of a file, growing. */
export interface OpenPart {
  readonly sizeBytes: number;
  /** @throws FailureError model-no-room */
  append(bytes: Uint8Array): void;
  restart(): void;
  close(): void;
}

/**
 * Opens a file that arrives in pieces; what came before is kept.
 * @param wholeBytes of the file once it is all there
 */
export async function openPart(
  bundle: string,
  path: string,
  wholeBytes: number,
): Promise<OpenPart> {
  const models = await modelsDirectory();
  const directory = await models.getDirectoryHandle(bundle, { create: true });
  const file = await fileAt(directory, path, true);
  const access = await file.createSyncAccessHandle();
  let sizeBytes = access.getSize();
  return {
    get sizeBytes() {
      return sizeBytes;
    },
    append(bytes) {
      writeAt(access, bytes, sizeBytes, wholeBytes);
      sizeBytes += bytes.length;
    },
    restart() {
      access.truncate(0);
      sizeBytes = 0;
    },
    close() {
      access.flush();
      access.close();
    },
  };
}

/** Bytes of a stored file, all of it or a part; 0 where there is none yet. */
export async function storedSize(
  bundle: string,
  path: string,
): Promise<number> {
  try {
    return (await storedFile(bundle, path)).size;
  } catch {
    return 0;
  }
}

/** @throws DOMException where there is no such file */
export async function storedFile(bundle: string, path: string): Promise<File> {
  const models = await modelsDirectory();
  const directory = await models.getDirectoryHandle(bundle);
  return (await fileAt(directory, path, false)).getFile();
}

export async function removeStored(bundle: string): Promise<void> {
  await (
    await modelsDirectory()
  )
    .removeEntry(bundle, { recursive: true })
    .catch(() => undefined); // Gone already, or open in another tab: swept at the next start.
}

/** Removes every directory that no installed bundle owns: what a tab left that was closed while it copied. */
export async function sweepStored(
  installed: ReadonlySet<string>,
): Promise<void> {
  const models = await modelsDirectory();
  const leftOver: string[] = [];
  for await (const name of models.keys())
    if (!installed.has(name)) leftOver.push(name);
  for (const name of leftOver) await removeStored(name);
}

async function fileAt(
  directory: FileSystemDirectoryHandle,
  path: string,
  create: boolean,
): Promise<FileSystemFileHandle> {
  const folders = path.split("/");
  const name = folders.pop() ?? "";
  let parent = directory;
  for (const folder of folders)
    parent = await parent.getDirectoryHandle(folder, { create });
  return parent.getFileHandle(name, { create });
}

/** Through an access handle: workers of every browser have it. */
async function writeFile(file: FileSystemFileHandle, bytes: Uint8Array) {
  const access = await file.createSyncAccessHandle();
  try {
    access.truncate(0);
    writeAt(access, bytes, 0, bytes.length);
    access.flush();
  } finally {
    access.close();
  }
}

/** @throws FailureError model-no-room */
function writeAt(
  access: FileSystemSyncAccessHandle,
  bytes: Uint8Array,
  at: number,
  wholeBytes: number,
) {
  try {
    const written = access.write(bytes, { at });
    if (written === bytes.length) return;
  } catch (error) {
    if (!isQuota(error)) throw error;
  }
  throw new FailureError({ kind: "model-no-room", sizeBytes: wholeBytes });
}
