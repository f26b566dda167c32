/** Models from the web: looked up, fetched, listed while they are half there, discarded. */
import type { DeviceChoice } from "../encoders/device";
import { storedSize } from "../encoders/stored-files";
import { FailureError } from "../failures";
import { savedDownloads, type DownloadRecord } from "../settings";
import { discardDownload, fetchBundle } from "./fetch-bundle";
import { findRemote } from "./find-remote";
import { Library } from "./library";
import type { DownloadProgress, FoundModel } from "./messages";

export class Downloads {
  /** Found, and not asked for yet. */
  #found: DownloadRecord | null = null;

  constructor(
    private readonly hub: string,
    private readonly choice: DeviceChoice,
  ) {}

  /** What lies at an address; only its description is fetched. */
  async find(address: string, signal: AbortSignal): Promise<FoundModel> {
    // Read anew: another tab may have added models since.
    const { bundles } = await Library.open();
    this.#found = await findRemote(address, this.hub, bundles, signal);
    return shown(this.#found);
  }

  /** Fetches and installs what was found, or goes on with what is half there. */
  async fetch(
    id: string,
    tell: (progress: DownloadProgress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const known = [...(await savedDownloads()), this.#found];
    const download = known.find((each) => each?.id === id);
    if (!download) throw new FailureError({ kind: "download-gone" });
    const { bundles } = await Library.open();
    for await (const progress of fetchBundle(
      download,
      bundles,
      this.choice,
      signal,
    ))
      tell(progress);
  }

  /** What is half there. */
  async list(): Promise<FoundModel[]> {
    return Promise.all((await savedDownloads().catch(() => [])).map(shown));
  }

  discard(id: string): Promise<void> {
    return discardDownload(id);
  }
}

async function shown({
  id,
  from,
  models,
  files,
}: DownloadRecord): Promise<FoundModel> {
  const there = await Promise.all(
    files.map(({ path }) => storedSize(id, path)),
  );
  const estimate = await navigator.storage.estimate().catch(() => null);
  return {
    id,
    from,
    models,
    files: files.length,
    sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    doneBytes: there.reduce((sum, sizeBytes) => sum + sizeBytes, 0),
    freeBytes: estimate ? (estimate.quota ?? 0) - (estimate.usage ?? 0) : null,
  };
}
