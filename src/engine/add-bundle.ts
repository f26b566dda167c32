/** A picked folder or ZIP -> an installed bundle: checked, copied, checked again as it lies on the disk, and only then recorded. */
import {
  checkAgainst,
  checkGoldenCases,
  checkRevisions,
  filesOfBundle,
} from "../encoders/bundle";
import type { DeviceChoice } from "../encoders/device";
import type { Golden, Manifest } from "../encoders/manifest";
import {
  manifestName,
  readGolden,
  readManifest,
} from "../encoders/model-files";
import { openPicked, type PickedFiles } from "../encoders/picked-files";
import {
  removeStored,
  storedFiles,
  storeFiles,
} from "../encoders/stored-files";
import { readText } from "../encoders/text-encoder";
import { FailureError, failureOf, isAbort, englishFor } from "../failures";
import type { PickedFolder } from "../photo";
import { saveBundle } from "../settings";
import { towerOf, type Installed, type InstalledBundle } from "./library";
import { Models } from "./models";
import { randomId } from "./random-id";

/**
 * Installs the models of a picked folder or ZIP.
 * @throws FailureError model-refused, model-known, model-no-room or model-store; nothing of the models is then left
 */
export async function addBundle(
  picked: PickedFolder,
  installed: readonly InstalledBundle[],
  choice: DeviceChoice,
): Promise<void> {
  const source = await openPicked(picked);
  const manifest = await orRefuse(manifestName, readManifest(source));
  checkAgainst(
    manifest,
    installed.map((bundle) => bundle.manifest),
  );
  const golden = await orRefuse(manifest.golden, readGolden(source, manifest));
  checkGoldenCases(manifest, golden);
  const paths = await presentFiles(source, manifest, golden);
  const id = randomId();
  try {
    const sizes = await storeFiles(id, paths, source);
    const bundle = { id, manifest, files: storedFiles(id), sizes };
    await checkRevisions(bundle);
    await testModels(bundle, golden, choice);
    await saveBundle({ id, sizes });
  } catch (error) {
    await removeStored(id);
    throw error;
  }
}

/** What the manifest names must be there; golden photos may be the samples'. */
async function presentFiles(
  source: PickedFiles,
  manifest: Manifest,
  golden: Golden,
): Promise<string[]> {
  const needed = filesOfBundle(manifest);
  for (const path of needed) {
    const sizeBytes = await source.sizeOf(path);
    if (sizeBytes === null) throw refused(path, "is missing");
    const expected = manifest.sizeBytes[path] ?? sizeBytes;
    if (sizeBytes !== expected)
      throw refused(
        path,
        `has ${sizeBytes.toLocaleString("en")} bytes where the manifest says ${expected.toLocaleString("en")}`,
      );
  }
  const photos = new Set(golden.photos.map(({ file }) => file));
  for (const file of photos)
    if ((await source.sizeOf(file)) !== null) needed.push(file);
  return [...new Set(needed)];
}

/** Every tokenizer gives the golden ids, every tower the golden vectors. */
async function testModels(
  bundle: InstalledBundle,
  golden: Golden,
  choice: DeviceChoice,
): Promise<void> {
  const models = new Models(choice);
  try {
    for (const spec of bundle.manifest.models) {
      const model = { bundle, spec };
      await testTokenizer(models, model, golden);
      const { vision, text } = spec;
      const graphs = Object.values(bundle.manifest.vision[vision]?.files ?? {});
      await orRefuse(graphs[0] ?? vision, models.imageEncoder(towerOf(model)));
      await orRefuse(
        Object.values(text.files)[0] ?? spec.id,
        models.textEncoder(model),
      );
    }
  } finally {
    await models.release(bundle);
  }
}

async function testTokenizer(
  models: Models,
  model: Installed,
  { texts }: Golden,
): Promise<void> {
  const { id, text } = model.spec;
  const tokenizer = await orRefuse(text.tokenizer, models.tokenizer(model));
  for (const golden of texts.filter((each) => each.model === id)) {
    const { ids } = readText(tokenizer, model.spec, golden.text, null);
    if (ids.join(" ") !== golden.ids.join(" "))
      throw refused(
        text.tokenizer,
        `gives other tokens than the golden ones for “${golden.text.slice(0, 40)}”`,
      );
  }
}

const refused = (file: string, reason: string) =>
  new FailureError({ kind: "model-refused", file, reason });

/** Whatever is wrong with a file of a new model refuses that model, by the file's name. */
async function orRefuse<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const failure = failureOf(error);
    if (isAbort(error) || failure.kind === "model-refused") throw error;
    throw refused(file, reasonOf(error));
  }

  function reasonOf(error: unknown): string {
    const failure = failureOf(error);
    switch (failure.kind) {
      case "manifest":
        return `is not as it must be (${failure.reason})`;
      case "self-test":
        return `failed its self-test: its vectors are off by ${failure.maxError.toPrecision(2)} in ${failure.dtype}`;
      case "model-file":
      case "unexpected":
        return `can't be used (${failure.reason})`;
      default:
        return `can't be used (${englishFor(failure)})`;
    }
  }
}
