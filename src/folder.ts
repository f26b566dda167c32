/** Folder -> stream of photos: from a directory handle, from picked files, or the sample photos. */
import { checkReadable, unreadableFolder } from "./folder-there";
import { photoKey, type PhotoFile, type PickedFolder } from "./photo";
import { isPhotoPath, isSkippedFolder, withoutLiveVideos } from "./photo-names";

const sampleUrl = (path: string) =>
  new URL(`${import.meta.env.BASE_URL}samples/${path}`, location.origin);

/**
 * Finds every photo in a folder and its sub-folders; what is inside is not opened.
 * @param videos whether videos count as photos, but for those of Live Photos
 * @param unseen grows by the paths of sub-folders and photos that are there and can't be looked at
 * @throws FailureError folder-gone or permission, when the folder itself can't be read
 */
export async function* findPhotos(
  picked: PickedFolder,
  folderId: string,
  videos: boolean,
  signal: AbortSignal,
  unseen: string[] = [],
): AsyncGenerator<PhotoFile> {
  switch (picked.kind) {
    case "handle": {
      const walk = { root: picked.handle, folderId, videos, signal, unseen };
      yield* withoutLiveVideos(photosIn(walk, picked.handle, ""));
      break;
    }
    case "files":
      for (const path of picked.unseen ?? []) unseen.push(path);
      yield* withoutLiveVideos(pickedPhotos(picked.files, folderId, videos));
      break;
    case "samples":
      yield* samplePhotos(folderId, signal);
      break;
  }
}

function* pickedPhotos(
  files: readonly { path: string; file: File }[],
  folderId: string,
  videos: boolean,
): Generator<PhotoFile> {
  const byPath = new Map(files.map(({ path, file }) => [path, file]));
  for (const { path, file } of files) {
    if (!isPhotoPath(path, videos)) continue;
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    yield {
      ...photoOf(folderId, path, file, () => Promise.resolve(file)),
      openBeside: (name) => Promise.resolve(byPath.get(folder + name) ?? null),
    };
  }
}

/** This many files are asked for at a time: each is a question to another process of the browser's. */
const filesAhead = 32;

/** What is the same in every sub-folder of a walk. */
interface Walk {
  readonly root: FileSystemDirectoryHandle;
  readonly folderId: string;
  readonly videos: boolean;
  readonly signal: AbortSignal;
  readonly unseen: string[];
}

async function* photosIn(
  walk: Walk,
  directory: FileSystemDirectoryHandle,
  prefix: string,
): AsyncGenerator<PhotoFile> {
  const ahead: Promise<PhotoFile | null>[] = [];
  for await (const entry of entriesOf(walk, directory, prefix)) {
    walk.signal.throwIfAborted();
    const path = prefix + entry.name;
    if (entry.kind === "directory") {
      if (!isSkippedFolder(entry.name, directory.name))
        yield* photosIn(walk, entry, `${path}/`);
    } else if (isPhotoPath(path, walk.videos)) {
      const asked = photoAt(walk, entry, directory, path);
      // Its error is met when it is awaited; if the walk ends before, nobody asks.
      asked.catch(() => undefined);
      ahead.push(asked);
      if (ahead.length < filesAhead) continue;
      const photo = await ahead.shift();
      if (photo) yield photo;
    }
  }
  for (const photo of await Promise.all(ahead)) if (photo) yield photo;
}

/** Null where there is nothing to be seen of the photo. */
async function photoAt(
  walk: Walk,
  entry: FileSystemFileHandle,
  directory: FileSystemDirectoryHandle,
  path: string,
): Promise<PhotoFile | null> {
  try {
    const file = await entry.getFile();
    return {
      ...photoOf(walk.folderId, path, file, () => entry.getFile()),
      openBeside: (name) => fileAt(directory, name).catch(() => null),
    };
  } catch (error) {
    await passOver(walk, path, error);
    return null;
  }
}

async function* entriesOf(
  walk: Walk,
  directory: FileSystemDirectoryHandle,
  prefix: string,
) {
  try {
    yield* directory.values();
  } catch (error) {
    if (prefix === "") throw unreadableFolder(error, directory.name);
    await passOver(walk, prefix.slice(0, -1), error);
  }
}

/**
 * What went away between being listed and being read is simply not there; of anything else it is told that it is.
 * @throws FailureError folder-gone or permission, where it is the chosen folder that can't be read
 */
async function passOver(walk: Walk, path: string, error: unknown) {
  await checkReadable(walk.root);
  if (!(error instanceof DOMException && error.name === "NotFoundError"))
    walk.unseen.push(path);
}

/** One photo by its path in the folder; null when it is not there or may not be read. */
export async function openPhoto(
  picked: PickedFolder,
  path: string,
): Promise<Blob | null> {
  switch (picked.kind) {
    case "handle":
      return fileAt(picked.handle, path).catch(() => null);
    case "files":
      return picked.files.find((one) => one.path === path)?.file ?? null;
    case "samples":
      return openSample(path);
  }
}

async function fileAt(
  directory: FileSystemDirectoryHandle,
  path: string,
): Promise<File> {
  const folders = path.split("/");
  const name = folders.pop() ?? "";
  let parent = directory;
  for (const folder of folders)
    parent = await parent.getDirectoryHandle(folder);
  return (await parent.getFileHandle(name)).getFile();
}

/** One of the photos that come with the app. */
export async function openSample(path: string): Promise<Blob> {
  return (await fetch(sampleUrl(path))).blob();
}

async function* samplePhotos(
  folderId: string,
  signal: AbortSignal,
): AsyncGenerator<PhotoFile> {
  const listing = (await (
    await fetch(sampleUrl("samples.json"), { signal })
  ).json()) as {
    photos: { path: string }[];
  };
  for (const { path } of listing.photos) {
    const blob = await openSample(path);
    signal.throwIfAborted();
    yield {
      key: photoKey(folderId, path),
      path,
      sizeBytes: blob.size,
      modifiedMs: 0,
      open: () => Promise.resolve(blob),
    };
  }
}

const photoOf = (
  folderId: string,
  path: string,
  file: File,
  open: () => Promise<File>,
): PhotoFile => ({
  key: photoKey(folderId, path),
  path,
  sizeBytes: file.size,
  modifiedMs: file.lastModified,
  open,
});
