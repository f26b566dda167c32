/** What the app remembers beside the index: the folder in use, and directory handles. */
import { createStore, get, set, type UseStore } from "idb-keyval";

// Opened at first use: a module should not touch the disk when it is loaded.
let store: UseStore | undefined;
const settings = () =>
  (store ??= createStore("tulip-photos-settings", "settings"));

export const savedFolderId = () => get<string>("folder", settings());
export const saveFolderId = (id: string) => set("folder", id, settings());

export const savedHandle = (folderId: string) =>
  get<FileSystemDirectoryHandle>(`handle/${folderId}`, settings());
export const saveHandle = (
  folderId: string,
  handle: FileSystemDirectoryHandle,
) => set(`handle/${folderId}`, handle, settings());
