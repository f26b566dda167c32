/** How a person hands over a folder: the browser's picker, a directory input, or a drop. Plain functions, no state. */
import type { PickedFolder } from "../photo";

/** Whether the browser hands out directory handles, which outlive a reload. */
export const hasDirectoryPicker = () => "showDirectoryPicker" in window;

/**
 * @param what the picker starts where this was picked last
 * @throws AbortError when the person closes the picker without choosing
 */
export async function pickDirectory(
  what: "photos" | "models",
): Promise<PickedFolder> {
  return {
    kind: "handle",
    handle: await window.showDirectoryPicker({ mode: "read", id: what }),
  };
}

/** What `<input webkitdirectory>` holds, or null when that is nothing. */
export function pickedFromInput(files: readonly File[]): PickedFolder | null {
  const [first] = files;
  if (!first) return null;
  const folderName = first.webkitRelativePath.split("/")[0] ?? "";
  return {
    kind: "files",
    name: folderName || "Chosen photos",
    files: files.map((file) => ({
      path: file.webkitRelativePath.slice(folderName.length + 1) || file.name,
      file,
    })),
  };
}

/**
 * What was dropped, or null when that was no photo or folder. One directory is a folder under its own name; anything
 * else is gathered as loose photos.
 */
export function pickedFromDrop(
  transfer: DataTransfer,
): Promise<PickedFolder | null> {
  // All of this is asked before the first await: the browser empties the transfer once the event is over.
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const [only] = items;
  const handle =
    items.length === 1 && only && "getAsFileSystemHandle" in only
      ? only.getAsFileSystemHandle()
      : Promise.resolve(null);
  const entries = items.map((item) => item.webkitGetAsEntry());
  return gather(handle, entries, [...transfer.files]);
}

async function gather(
  asked: Promise<FileSystemHandle | null>,
  entries: readonly (FileSystemEntry | null)[],
  files: readonly File[],
): Promise<PickedFolder | null> {
  // Where a handle is refused, the entry still opens.
  const handle = await asked.catch(() => null);
  if (isDirectoryHandle(handle)) return { kind: "handle", handle };

  const found = entries.filter((entry) => entry !== null);
  const [only] = found;
  const gathered: Gathered = { files: [], unseen: [] };
  if (found.length === 1 && only && isDirectory(only)) {
    await addUnder(only, "", gathered);
    return { kind: "files", name: only.name, ...gathered };
  }
  for (const entry of found) await add(entry, "", gathered);
  if (found.length === 0)
    gathered.files.push(...files.map((file) => ({ path: file.name, file })));
  return gathered.files.length > 0
    ? { kind: "files", name: "Dropped photos", ...gathered }
    : null;
}

const isDirectoryHandle = (
  handle: FileSystemHandle | null,
): handle is FileSystemDirectoryHandle => handle?.kind === "directory";
const isDirectory = (
  entry: FileSystemEntry,
): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isPlain = (entry: FileSystemEntry): entry is FileSystemFileEntry =>
  entry.isFile;

interface Gathered {
  readonly files: { path: string; file: File }[];
  readonly unseen: string[];
}

/** What can't be opened is noted, and the rest is gathered. */
async function add(
  entry: FileSystemEntry,
  above: string,
  to: Gathered,
): Promise<void> {
  const path = above + entry.name;
  try {
    if (isDirectory(entry)) await addUnder(entry, `${path}/`, to);
    else if (isPlain(entry)) {
      const file = await new Promise<File>((resolve, reject) => {
        entry.file(resolve, reject);
      });
      to.files.push({ path, file });
    }
  } catch {
    to.unseen.push(path);
  }
}

/** Walks one directory; a reader gives at most 100 entries a time, and an empty list when it has no more. */
async function addUnder(
  directory: FileSystemDirectoryEntry,
  path: string,
  to: Gathered,
): Promise<void> {
  const reader = directory.createReader();
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (batch.length === 0) return;
    for (const entry of batch) await add(entry, path, to);
  }
}
