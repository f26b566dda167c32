/** What the app remembers beside the index: directory handles, added models, which are compared, and whether videos count. */
import { createStore, del, get, set, update, type UseStore } from "idb-keyval";

// Opened at first use: a module should not touch the disk when it is loaded.
let store: UseStore | undefined;
const settings = () =>
  (store ??= createStore("tulip-photos-settings", "settings"));

export const savedHandle = (folderId: string) =>
  get<FileSystemDirectoryHandle>(`handle/${folderId}`, settings());
export const saveHandle = (
  folderId: string,
  handle: FileSystemDirectoryHandle,
) => set(`handle/${folderId}`, handle, settings());

export const forgetHandle = (folderId: string) =>
  del(`handle/${folderId}`, settings());

/** An added bundle is installed from the moment that it stands here. */
export interface BundleRecord {
  /** Its directory's name. */
  readonly id: string;
  /** Bytes of each of its files, by path. */
  readonly sizes: Readonly<Record<string, number>>;
}

export const savedBundles = async () =>
  (await get<readonly BundleRecord[]>("bundles", settings())) ?? [];
export const saveBundle = (bundle: BundleRecord) =>
  update<readonly BundleRecord[]>(
    "bundles",
    (known = []) => [...known, bundle],
    settings(),
  );
export const forgetBundle = (id: string) =>
  update<readonly BundleRecord[]>(
    "bundles",
    (known = []) => known.filter((bundle) => bundle.id !== id),
    settings(),
  );

/** Ids of the models that are compared; undefined until somebody chose. */
export const savedCompared = () =>
  get<readonly string[]>("compared", settings());
export const saveCompared = (models: readonly string[]) =>
  set("compared", models, settings());

/** Whether videos are indexed too, by one of their frames. */
export const savedVideos = async () =>
  (await get<boolean>("videos", settings())) ?? false;
export const saveVideos = (videos: boolean) =>
  set("videos", videos, settings());
