/** What can be told of a new bundle before any of it is kept: that it is whole, described well, and new. */
import {
  checkAgainst,
  checkGoldenCases,
  filesOfBundle,
} from "../encoders/bundle";
import type { Golden, Manifest } from "../encoders/manifest";
import {
  manifestName,
  readGolden,
  readManifest,
} from "../encoders/model-files";
import type { PickedFiles } from "../encoders/picked-files";
import type { InstalledBundle } from "./library";
import { orRefuse, refused } from "./refuse-model";

export interface InspectedBundle {
  readonly manifest: Manifest;
  readonly golden: Golden;
  /** Bytes of every file to keep, by path. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** @throws FailureError model-refused or model-known, and whatever the source says of the way to it */
export async function inspectBundle(
  source: PickedFiles,
  installed: readonly InstalledBundle[],
): Promise<InspectedBundle> {
  const manifest = await orRefuse(manifestName, readManifest(source));
  checkAgainst(
    manifest,
    installed.map((bundle) => bundle.manifest),
  );
  const golden = await orRefuse(manifest.golden, readGolden(source, manifest));
  checkGoldenCases(manifest, golden);
  return {
    manifest,
    golden,
    sizes: await presentFiles(source, manifest, golden),
  };
}

/** What the manifest names must be there; golden photos may be the samples'. */
async function presentFiles(
  source: PickedFiles,
  manifest: Manifest,
  golden: Golden,
): Promise<Map<string, number>> {
  const present = new Map<string, number>();
  for (const path of filesOfBundle(manifest)) {
    const sizeBytes = await source.sizeOf(path);
    if (sizeBytes === null) throw refused(path, "is missing");
    const expected = manifest.sizeBytes[path] ?? sizeBytes;
    if (sizeBytes !== expected)
      throw refused(
        path,
        `has ${sizeBytes.toLocaleString("en")} bytes where the manifest says ${expected.toLocaleString("en")}`,
      );
    present.set(path, sizeBytes);
  }
  for (const { file } of golden.photos) {
    const sizeBytes = present.has(file) ? null : await source.sizeOf(file);
    if (sizeBytes !== null) present.set(file, sizeBytes);
  }
  return present;
}
