/** Fetches the files of the models, from our own origin. */
import { FailureError } from "../failures";
import {
  parseGolden,
  parseManifest,
  type Golden,
  type Manifest,
} from "./manifest";

const modelUrl = (path: string) =>
  new URL(`${import.meta.env.BASE_URL}models/${path}`, location.origin);

export const fetchManifest = async (): Promise<Manifest> =>
  parseManifest(await fetchModelJson("manifest.json"));

export const fetchGolden = async (manifest: Manifest): Promise<Golden> =>
  parseGolden(await fetchModelJson(manifest.golden));

/**
 * @param path relative to models/
 * @throws FailureError model-file
 */
export async function fetchModelFile(path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetchOk(path)).arrayBuffer());
}

/** @throws FailureError model-file */
export async function fetchModelJson(path: string): Promise<unknown> {
  const response = await fetchOk(path);
  return response.json().catch(() => {
    throw new FailureError({
      kind: "model-file",
      file: path,
      reason: "it is not JSON",
    });
  });
}

async function fetchOk(path: string): Promise<Response> {
  const response = await fetch(modelUrl(path)).catch((error: unknown) => {
    throw new FailureError({
      kind: "model-file",
      file: path,
      reason: error instanceof Error ? error.message : String(error),
    });
  });
  if (!response.ok)
    throw new FailureError({
      kind: "model-file",
      file: path,
      reason: `the server answered ${String(response.status)}`,
    });
  return response;
}
