/** Added models on the browser's own disk (OPFS): one directory a bundle. What the settings do not name is a left-over. */
import { FailureError } from "../failures";
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
      const directory = await (
        await modelsDirectory()
      ).getDirectoryHandle(bundle);
      const file = await (await fileAt(directory, path, false)).getFile();
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
    const written = access.write(bytes);
    access.flush();
    if (written === bytes.length) return;
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "QuotaExceededError"))
      throw error;
  } finally {
    access.close();
  }
  throw new FailureError({ kind: "model-no-room", sizeBytes: bytes.length });
}
