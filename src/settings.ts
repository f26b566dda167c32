/** What the app remembers beside the index: directory handles, added models, which are compared, and whether videos count. */
import {
  clear,
  createStore,
  del,
  entries,
  get,
  keys,
  set,
  update,
  type UseStore,
} from "idb-keyval";
import {
  joinRemembered,
  nothingRemembered,
  remember,
  type Remembered,
  type Remembering,
} from "./remembered";

// Opened at first use: a module should not touch the disk when it is loaded.
let store: UseStore | undefined;
const settings = () =>
  (store ??= createStore("tulip-photos-settings", "settings"));

const handleKey = (folderId: string) => `handle/${folderId}`;

export const savedHandle = (folderId: string) =>
  get<FileSystemDirectoryHandle>(handleKey(folderId), settings());
export const saveHandle = (
  folderId: string,
  handle: FileSystemDirectoryHandle,
) => set(handleKey(folderId), handle, settings());
export const forgetHandle = (folderId: string) =>
  del(handleKey(folderId), settings());

/** Ids of the folders that a handle is kept of. */
export const savedHandleIds = async (): Promise<string[]> =>
  (await keys<string>(settings()))
    .filter((key) => key.startsWith(handleKey("")))
    .map((key) => key.slice(handleKey("").length));

/** An added bundle is installed from the moment that it stands here. */
export interface BundleRecord {
  /** Its directory's name. */
  readonly id: string;
  /** Bytes of each of its files, by path. */
  readonly sizes: Readonly<Record<string, number>>;
  /** Where on the web it came from; missing where it was a folder or ZIP of one's own. */
  readonly from?: string;
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

/** A model that is being fetched from the web, or was when the tab was closed: its directory is kept until it is discarded. */
export interface DownloadRecord {
  /** Its directory's name, and later the bundle's. */
  readonly id: string;
  /** Where it comes from, in a person's words. */
  readonly from: string;
  readonly kind: "folder" | "zip";
  /** What is in it, as far as could be told before; empty for a ZIP. */
  readonly models: readonly {
    readonly title: string;
    readonly origin: string;
    readonly licence: string;
  }[];
  readonly files: readonly {
    readonly path: string;
    readonly url: string;
    readonly sizeBytes: number;
  }[];
  /** Which state of each file the server was sending, by path. */
  readonly versions: Readonly<Record<string, string>>;
}

// A key each: a full disk lets a record be deleted, but not a list be written anew.
const downloadKey = (id: string) => `download/${id}`;

export const savedDownloads = async (): Promise<DownloadRecord[]> =>
  (await entries<string, DownloadRecord>(settings()))
    .filter(([key]) => key.startsWith(downloadKey("")))
    .map(([, download]) => download);
export const saveDownload = (download: DownloadRecord) =>
  set(downloadKey(download.id), download, settings());
export const forgetDownload = (id: string) => del(downloadKey(id), settings());

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

/** Changes the queries that are kept, in one step also beside other tabs, and reads them. */
export async function changeRemembered(
  change: Remembering | null,
): Promise<Remembered> {
  if (change)
    await update<Remembered>(
      "queries",
      (known = nothingRemembered) => remember(known, change),
      settings(),
    );
  return (await get<Remembered>("queries", settings())) ?? nothingRemembered;
}

/** Takes over what a backup kept: queries that are not here, and a choice that nobody made here. */
export async function takeOver(videos: boolean, queries: Remembered) {
  await update<boolean>("videos", (chosen) => chosen ?? videos, settings());
  await update<Remembered>(
    "queries",
    (known = nothingRemembered) => joinRemembered(known, queries),
    settings(),
  );
}

export const forgetSettings = () => clear(settings());
