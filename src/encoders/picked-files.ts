/** The files of a bundle that a person picked: an exported folder, or a ZIP of it. */
import { unzipSync, type UnzipFileInfo } from "fflate";
import { FailureError } from "../failures";
import type { PickedFolder } from "../photo";
import { manifestName, type ModelFiles } from "./model-files";

/** Paths count from the folder that holds the manifest. */
export interface PickedFiles extends ModelFiles {
  /** null where there is no such file */
  sizeOf(path: string): Promise<number | null>;
}

/** @throws FailureError model-refused, where there is no manifest.json or the ZIP is damaged */
export async function openPicked(picked: PickedFolder): Promise<PickedFiles> {
  switch (picked.kind) {
    case "handle":
      return filesInDirectory(await manifestDirectory(picked.handle));
    case "files": {
      const [only] = picked.files;
      if (picked.files.length === 1 && only && /\.zip$/i.test(only.path))
        return filesInZip(only.path, only.file);
      return filesInList(picked.name, picked.files);
    }
    case "samples":
      throw noManifest("the samples");
  }
}

const noManifest = (place: string) =>
  new FailureError({
    kind: "model-refused",
    file: manifestName,
    reason: `is not in “${place}”`,
  });

const missing = (path: string) =>
  new FailureError({
    kind: "model-refused",
    file: path,
    reason: "is missing or can't be read",
  });

function filesInList(
  name: string,
  files: readonly { path: string; file: File }[],
): PickedFiles {
  const root = rootOf(
    files.map(({ path }) => path),
    name,
  );
  const byPath = new Map(files.map(({ path, file }) => [path, file]));
  return {
    sizeOf: (path) => Promise.resolve(byPath.get(root + path)?.size ?? null),
    async read(path) {
      const buffer = await byPath
        .get(root + path)
        ?.arrayBuffer()
        .catch(() => undefined);
      if (!buffer) throw missing(path);
      return new Uint8Array(buffer);
    },
  };
}

/** The chosen folder, or the one folder in it that has the manifest: ZIP programs like to add a level. */
async function manifestDirectory(
  chosen: FileSystemDirectoryHandle,
): Promise<FileSystemDirectoryHandle> {
  const holds = (directory: FileSystemDirectoryHandle) =>
    directory.getFileHandle(manifestName).then(
      () => true,
      () => false,
    );
  if (await holds(chosen)) return chosen;
  for await (const entry of chosen.values())
    if (entry.kind === "directory" && (await holds(entry))) return entry;
  throw noManifest(chosen.name);
}

function filesInDirectory(root: FileSystemDirectoryHandle): PickedFiles {
  const fileOf = async (path: string) => {
    const folders = path.split("/");
    const name = folders.pop() ?? "";
    let parent = root;
    for (const folder of folders)
      parent = await parent.getDirectoryHandle(folder);
    return (await parent.getFileHandle(name)).getFile();
  };
  return {
    sizeOf: (path) =>
      fileOf(path).then(
        ({ size }) => size,
        () => null,
      ),
    async read(path) {
      const file = await fileOf(path).catch(() => null);
      if (!file) throw missing(path);
      return new Uint8Array(await file.arrayBuffer());
    },
  };
}

/** The packed bytes stay in memory while they are copied; files are unpacked one at a time. */
async function filesInZip(name: string, zip: Blob): Promise<PickedFiles> {
  const packed = new Uint8Array(await zip.arrayBuffer());
  const unzip = (wanted: (file: UnzipFileInfo) => boolean) => {
    try {
      return unzipSync(packed, { filter: wanted });
    } catch {
      throw new FailureError({
        kind: "model-refused",
        file: name,
        reason: "is damaged or is no ZIP",
      });
    }
  };
  const sizes = new Map<string, number>();
  unzip((file) => {
    sizes.set(file.name, file.originalSize);
    return false;
  });
  const root = rootOf([...sizes.keys()], name);
  return {
    sizeOf: (path) => Promise.resolve(sizes.get(root + path) ?? null),
    read: (path) =>
      new Promise((resolve) => {
        const wanted = unzip(({ name: each }) => each === root + path);
        const bytes = wanted[root + path];
        if (!bytes) throw missing(path);
        resolve(bytes);
      }),
  };
}

/** What stands before every path: the place of the manifest that lies highest. */
function rootOf(paths: readonly string[], place: string): string {
  const roots = paths
    .filter(
      (path) => path === manifestName || path.endsWith(`/${manifestName}`),
    )
    .filter((path) => !path.startsWith("__MACOSX/"))
    .map((path) => path.slice(0, -manifestName.length))
    .sort((a, b) => a.split("/").length - b.split("/").length);
  const [root] = roots;
  if (root === undefined) throw noManifest(place);
  return root;
}
