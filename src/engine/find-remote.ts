/** An address -> what would be fetched from there. Only descriptions are read, nothing is kept. */
import { askForSize } from "../remote/ask-size";
import { parsePlace } from "../remote/place";
import { openRemote } from "../remote/remote-files";
import { FailureError } from "../failures";
import type { DownloadRecord } from "../settings";
import { inspectBundle } from "./inspect-bundle";
import type { InstalledBundle } from "./library";
import { randomId } from "./random-id";

/** @throws FailureError of the address, of the way to it, or of the model that lies there */
export async function findRemote(
  address: string,
  hub: string,
  installed: readonly InstalledBundle[],
  signal: AbortSignal,
): Promise<DownloadRecord> {
  const place = parsePlace(address, hub);
  if (place.kind === "zip") return findZip(place.url, signal);
  const source = await openRemote(place, signal);
  const { manifest, sizes } = await inspectBundle(source, installed);
  return {
    id: randomId(),
    from: source.from,
    kind: "folder",
    models: manifest.models.map(({ title, origin, licence }) => ({
      title,
      origin,
      licence,
    })),
    files: [...sizes].map(([path, sizeBytes]) => ({
      path,
      url: source.urlOf(path),
      sizeBytes,
    })),
    versions: {},
  };
}

/** What is in a ZIP is only known once it is there. */
async function findZip(
  url: string,
  signal: AbortSignal,
): Promise<DownloadRecord> {
  const { host, pathname } = new URL(url);
  const path = decodeURIComponent(pathname.split("/").pop() ?? "");
  const sizeBytes = await askForSize({ path, url }, signal);
  if (sizeBytes === null)
    throw new FailureError({ kind: "remote-missing", file: path, host });
  return {
    id: randomId(),
    from: url,
    kind: "zip",
    models: [],
    files: [{ path, url, sizeBytes }],
    versions: {},
  };
}
