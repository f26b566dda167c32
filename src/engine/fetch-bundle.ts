/** A found model -> an installed bundle: fetched to the disk, as far as it is not there yet, then tested there. */
import type { DeviceChoice } from "../encoders/device";
import {
  openPart,
  removeStored,
  storedFile,
  storedFiles,
  storedSize,
} from "../encoders/stored-files";
import { FailureError, failureOf, isAbort, isQuota } from "../failures";
import { downloadFile } from "../remote/download";
import { forgetDownload, saveDownload, type DownloadRecord } from "../settings";
import { addBundle } from "./add-bundle";
import { inspectBundle } from "./inspect-bundle";
import { installBundle } from "./install-bundle";
import type { InstalledBundle } from "./library";
import type { DownloadProgress } from "./messages";
import { Rate } from "./rate";

/**
 * Fetches, tests and installs. Stopped by the signal, a lost connection or the end of the tab, it goes on from what is
 * there when it is called again; a model that is refused leaves nothing.
 * @throws FailureError; AbortError
 */
export async function* fetchBundle(
  download: DownloadRecord,
  installed: readonly InstalledBundle[],
  choice: DeviceChoice,
  signal: AbortSignal,
): AsyncGenerator<DownloadProgress> {
  try {
    yield* fetchFiles(download, signal);
    yield { phase: "testing" };
    if (download.kind === "zip")
      await installZip(download, installed, choice, signal);
    else await installFolder(download, installed, choice, signal);
  } catch (error) {
    if (!canGoOn(error)) await discardDownload(download.id);
    throw isQuota(error) ? noRoomFor(download) : error;
  }
}

/** Removes what arrived of a download, and its record. */
export async function discardDownload(id: string): Promise<void> {
  await removeStored(id);
  await forgetDownload(id);
}

async function* fetchFiles(
  download: DownloadRecord,
  signal: AbortSignal,
): AsyncGenerator<DownloadProgress> {
  const { id, files } = download;
  const versions = { ...download.versions };
  const remember = () => saveDownload({ ...download, versions });
  await remember();
  const rate = new Rate(0);
  let fetchedBytes = 0; // now: what was there before is no pace
  const totalBytes = sum(files.map(({ sizeBytes }) => sizeBytes));
  let doneBytes = 0;
  for (const file of files) {
    const part = await openPart(id, file.path, file.sizeBytes);
    const known = versions[file.path] ?? "";
    const before = part.sizeBytes;
    try {
      for await (const { version } of downloadFile(file, part, known, signal)) {
        if (version !== versions[file.path]) {
          versions[file.path] = version;
          await remember();
        }
        if (!rate.isNews()) continue;
        const done = doneBytes + part.sizeBytes;
        const bytesPerSecond = rate.add(fetchedBytes + part.sizeBytes - before);
        yield {
          phase: "fetching",
          doneBytes: done,
          totalBytes,
          bytesPerSecond,
        };
      }
    } finally {
      part.close();
    }
    fetchedBytes += file.sizeBytes - before;
    doneBytes += file.sizeBytes;
  }
}

async function installFolder(
  { id, from }: DownloadRecord,
  installed: readonly InstalledBundle[],
  choice: DeviceChoice,
  signal: AbortSignal,
): Promise<void> {
  const files = storedFiles(id);
  const sizeOf = async (path: string) => (await storedSize(id, path)) || null;
  const { manifest, golden, sizes } = await inspectBundle(
    { ...files, sizeOf },
    installed,
  );
  const bundle = {
    id,
    manifest,
    files,
    sizes: Object.fromEntries(sizes),
    from,
  };
  await installBundle(bundle, golden, choice, signal);
  await forgetDownload(id);
}

/** Unpacked into a directory of its own; the ZIP goes. */
async function installZip(
  { id, from, files: [zip] }: DownloadRecord,
  installed: readonly InstalledBundle[],
  choice: DeviceChoice,
  signal: AbortSignal,
): Promise<void> {
  const path = zip?.path ?? "";
  const file = await storedFile(id, path);
  const picked = {
    kind: "files",
    name: path,
    files: [{ path, file }],
  } as const;
  await addBundle(picked, from, installed, choice, signal);
  await discardDownload(id);
}

const noRoomFor = ({ files }: DownloadRecord) =>
  new FailureError({
    kind: "model-no-room",
    sizeBytes: sum(files.map(({ sizeBytes }) => sizeBytes)),
  });

/** A wish to pause, a lost connection, a server that is busy: the next try may well work. */
function canGoOn(error: unknown): boolean {
  const failure = failureOf(error);
  switch (failure.kind) {
    case "download-lost":
    case "remote-silent":
      return true;
    case "remote-answer":
      return failure.status >= 500 || failure.status === 429;
    default:
      return isAbort(error);
  }
}

const sum = (values: readonly number[]) =>
  values.reduce((total, value) => total + value, 0);
