/** Folder -> stream of photos: from a directory handle, from picked files, or the sample photos. */
import { unreadableFolder } from "./folder-there";
import { photoKey, type PhotoFile, type PickedFolder } from "./photo";
import { isPhotoPath, isSkippedFolder, withoutLiveVideos } from "./photo-names";

const sampleUrl = (path: string) =>
  new URL(`${import.meta.env.BASE_URL}samples/${path}`, location.origin);

/**
 * Finds every photo in a folder and its sub-folders; what is inside is not opened.
 * @param videos whether videos count as photos, but for those of Live Photos
 * @throws FailureError folder-gone or permission, when the folder itself can't be read
 */
export async function* findPhotos(
  picked: PickedFolder,
  folderId: string,
  videos: boolean,
  signal: AbortSignal,
): AsyncGenerator<PhotoFile> {
  switch (picked.kind) {
    case "handle":
      yield* withoutLiveVideos(
        photosIn(picked.handle, "", folderId, videos, signal),
      );
      break;
    case "files":
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

async function* photosIn(
  directory: FileSystemDirectoryHandle,
  prefix: string,
  folderId: string,
  videos: boolean,
  signal: AbortSignal,
): AsyncGenerator<PhotoFile> {
  const ahead: Promise<PhotoFile | null>[] = [];
  for await (const entry of entriesOf(directory, prefix)) {
    signal.throwIfAborted();
    const path = prefix + entry.name;
    if (entry.kind === "directory") {
      if (!isSkippedFolder(entry.name, directory.name))
        yield* photosIn(entry, `${path}/`, folderId, videos, signal);
    } else if (isPhotoPath(path, videos)) {
      ahead.push(photoAt(entry, directory, path, folderId));
      if (ahead.length < filesAhead) continue;
      const photo = await ahead.shift();
      if (photo) yield photo;
    }
  }
  for (const photo of await Promise.all(ahead)) if (photo) yield photo;
}

/** Null where the photo went away between listing and reading: it is simply not there. */
async function photoAt(
  entry: FileSystemFileHandle,
  directory: FileSystemDirectoryHandle,
  path: string,
  folderId: string,
): Promise<PhotoFile | null> {
  const file = await entry.getFile().catch(() => null);
  return (
    file && {
      ...photoOf(folderId, path, file, () => entry.getFile()),
      openBeside: (name) => fileAt(directory, name).catch(() => null),
    }
  );
}

/** A sub-folder that can't be listed is skipped; when the chosen folder itself can't be, that is a failure. */
async function* entriesOf(
  directory: FileSystemDirectoryHandle,
  prefix: string,
) {
  try {
    yield* directory.values();
  } catch (error) {
    if (prefix !== "") return;
    throw unreadableFolder(error, directory.name);
  }
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
