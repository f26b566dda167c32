/** Where a model's files are read from: our own origin for the embedded ones, the browser's disk for added ones. */
import { FailureError } from "../failures";
import {
  parseGolden,
  parseManifest,
  type Golden,
  type Manifest,
} from "./manifest";

/** Reads files by the paths that a manifest gives them. */
export interface ModelFiles {
  /** @throws FailureError naming the file */
  read(path: string): Promise<Uint8Array>;
}

const modelUrl = (path: string) =>
  new URL(`${import.meta.env.BASE_URL}models/${path}`, location.origin);

/** The files of the embedded models. */
export const embeddedFiles: ModelFiles = {
  // A file that breaks off on its way, as it may on a busy machine while the whole app is stored, is asked for once more.
  read: (path) => readOnce(path).catch(() => readOnce(path)),
};

/** @throws FailureError model-file */
async function readOnce(path: string): Promise<Uint8Array> {
  const response = await fetchOk(path);
  const bytes = await response.arrayBuffer().catch((error: unknown) => {
    throw unloadable(path, error);
  });
  return new Uint8Array(bytes);
}

export const manifestName = "manifest.json";

export const readManifest = async (files: ModelFiles): Promise<Manifest> =>
  parseManifest(await readModelJson(files, manifestName));

export const readGolden = async (
  files: ModelFiles,
  manifest: Manifest,
): Promise<Golden> => parseGolden(await readModelJson(files, manifest.golden));

/** @throws FailureError model-file */
export async function readModelJson(
  files: ModelFiles,
  path: string,
): Promise<unknown> {
  const bytes = await files.read(path);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new FailureError({
      kind: "model-file",
      file: path,
      reason: "it is not JSON",
    });
  }
}

async function fetchOk(path: string): Promise<Response> {
  const response = await fetch(modelUrl(path)).catch((error: unknown) => {
    throw unloadable(path, error);
  });
  if (!response.ok)
    throw new FailureError({
      kind: "model-file",
      file: path,
      reason: `the server answered ${String(response.status)}`,
    });
  return response;
}

const unloadable = (file: string, error: unknown) =>
  new FailureError({
    kind: "model-file",
    file,
    reason: error instanceof Error ? error.message : String(error),
  });
