/** A model's folder on the web, before any of it is kept: which files there are, how large, and where. */
import { FailureError } from "../failures";
import type { PickedFiles } from "../encoders/picked-files";
import { askServer } from "./ask-server";
import { askForSize } from "./ask-size";
import { listRepository } from "./hub";
import type { Place } from "./place";

export interface RemoteFiles extends PickedFiles {
  /** In a person's words, precise enough to find it again. */
  readonly from: string;
  urlOf(path: string): string;
}

/** @throws FailureError of `askServer` */
export function openRemote(
  place: Exclude<Place, { kind: "zip" }>,
  signal: AbortSignal,
): Promise<RemoteFiles> {
  return place.kind === "hub"
    ? filesOnHub(place, signal)
    : Promise.resolve(filesBelow(place.url, signal));
}

/** A plain server lists nothing, so it is asked for each file's headers. */
function filesBelow(root: string, signal: AbortSignal): RemoteFiles {
  const urlOf = (path: string) => new URL(encodePath(path), root).href;
  return {
    from: root,
    urlOf,
    read: (path) => readAll(path, urlOf(path), signal),
    sizeOf: (path) => askForSize({ path, url: urlOf(path) }, signal),
  };
}

/** The hub lists sizes; the files are asked for by the commit, so that they stay those that were listed. */
async function filesOnHub(
  place: Extract<Place, { kind: "hub" }>,
  signal: AbortSignal,
): Promise<RemoteFiles> {
  const { hub, repository, folder } = place;
  const { commit, sizes } = await listRepository(place, signal);
  if (!sizes.has(`${folder}manifest.json`))
    throw new FailureError({ kind: "remote-no-manifest", repository });
  const urlOf = (path: string) =>
    `${hub}/${repository}/resolve/${commit}/${encodePath(folder + path)}`;
  const where = `${repository}@${commit.slice(0, 7)}`;
  return {
    from: `${where}${folder ? ` ${folder}` : ""} on ${new URL(hub).host}`,
    urlOf,
    read: (path) => readAll(path, urlOf(path), signal),
    sizeOf: (path) => Promise.resolve(sizes.get(folder + path) ?? null),
  };
}

async function readAll(path: string, url: string, signal: AbortSignal) {
  const answer = await askServer({ path, url }, signal);
  return new Uint8Array(await answer.arrayBuffer());
}

const encodePath = (path: string) =>
  path.split("/").map(encodeURIComponent).join("/");
