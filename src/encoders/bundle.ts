/** A bundle: a manifest and the files that it names. What one export writes, and what is added and removed as one. */
import { FailureError } from "../failures";
import {
  tokenizerConfig,
  type Golden,
  type Manifest,
  type ModelSpec,
  type VisionSpec,
} from "./manifest";
import { manifestName, type ModelFiles } from "./model-files";

export interface Bundle {
  readonly files: ModelFiles;
  readonly manifest: Manifest;
}

const withData = ({ externalData }: Manifest, graph: string) => [
  graph,
  ...(externalData[graph] ?? []),
];

const allGraphs = (manifest: Manifest, named: Record<string, string>) =>
  Object.values(named).flatMap((graph) => withData(manifest, graph));

const visionOf = (manifest: Manifest, vision: string): VisionSpec =>
  manifest.vision[vision] as VisionSpec;

/** Every file that one model needs, its image tower's included. */
export function filesOfModel(manifest: Manifest, model: ModelSpec): string[] {
  const { tokenizer, files } = model.text;
  return [
    ...new Set([
      ...allGraphs(manifest, visionOf(manifest, model.vision).files),
      ...allGraphs(manifest, files),
      tokenizer,
      tokenizerConfig(tokenizer),
    ]),
  ];
}

/** Every file that must be there for the bundle to work, each once. */
export function filesOfBundle(manifest: Manifest): string[] {
  return [
    ...new Set([
      manifestName,
      manifest.golden,
      ...Object.values(manifest.vision).flatMap(({ files }) =>
        allGraphs(manifest, files),
      ),
      ...manifest.models.flatMap((model) => filesOfModel(manifest, model)),
    ]),
  ];
}

/** A tower, its revision, and the files that the revision is computed from, in order. */
export interface RevisedFiles {
  readonly revision: string;
  readonly files: readonly string[];
}

/** As the exporter does it: the default graph with its external data, and for a text tower the tokenizer. */
export function revisedFiles(manifest: Manifest): RevisedFiles[] {
  const first = (files: Record<string, string>) =>
    withData(manifest, Object.values(files)[0] ?? "");
  return [
    ...Object.values(manifest.vision).map(({ revision, files }) => ({
      revision,
      files: first(files),
    })),
    ...manifest.models.map(({ text: { revision, files, tokenizer } }) => ({
      revision,
      files: [...first(files), tokenizer],
    })),
  ];
}

/**
 * Holds the files to the revisions that the manifest gives them.
 * @throws FailureError model-refused, naming the file, or the few that it may be
 */
export async function checkRevisions({
  files,
  manifest,
}: Bundle): Promise<void> {
  const digests = new Map<string, Uint8Array>();
  for (const tower of revisedFiles(manifest)) {
    for (const path of tower.files)
      if (!digests.has(path))
        digests.set(path, await sha256(await files.read(path)));
    const all = tower.files.map((path) => digests.get(path) as Uint8Array);
    const joined = new Uint8Array(all.flatMap((digest) => [...digest]));
    if (hex(await sha256(joined)) !== tower.revision)
      throw new FailureError({
        kind: "model-refused",
        file: tower.files.join(" or "),
        reason: "is damaged or not the one that the manifest describes",
      });
  }
}

/**
 * Refuses what would be taken for something that is installed.
 * @throws FailureError model-known for an id; model-refused for an image tower that would mix its vectors with another's
 */
export function checkAgainst(
  manifest: Manifest,
  installed: readonly Manifest[],
): void {
  for (const { id } of manifest.models)
    if (installed.some(({ models }) => models.some((one) => one.id === id)))
      throw new FailureError({ kind: "model-known", id });
  const seen = new Map<string, string>();
  for (const each of [...installed, manifest])
    for (const model of each.models) {
      const spec = visionOf(each, model.vision);
      const { side, resize, mean, std, revision } = spec;
      // Vectors are kept by revision, so one revision must mean the same vector for the same photo.
      const promise = JSON.stringify([model.dim, side, resize.mode, mean, std]);
      if ((seen.get(revision) ?? promise) !== promise)
        throw new FailureError({
          kind: "model-refused",
          file: manifestName,
          reason: `gives the image tower ${model.vision} the weights of another one and prepares photos otherwise`,
        });
      seen.set(revision, promise);
    }
}

/**
 * Sees to it that the self-test tests something.
 * @throws FailureError model-refused
 */
export function checkGoldenCases(manifest: Manifest, golden: Golden): void {
  const refuse = (what: string) => {
    throw new FailureError({
      kind: "model-refused",
      file: manifest.golden,
      reason: `has no golden vector for ${what}`,
    });
  };
  for (const { id, dim, vision } of manifest.models) {
    const fits = ({ vector }: { vector: readonly number[] }) =>
      vector.length === dim;
    if (!golden.texts.some((one) => one.model === id && fits(one))) refuse(id);
    if (!golden.photos.some((one) => one.vision === vision && fits(one)))
      refuse(vision);
  }
}

const sha256 = async (bytes: Uint8Array) =>
  new Uint8Array(
    await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>),
  );

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
