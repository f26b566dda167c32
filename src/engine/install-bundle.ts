/** A bundle's files as they lie on the disk -> an installed bundle: hashed, tested, and only then recorded. */
import { checkRevisions } from "../encoders/bundle";
import type { DeviceChoice } from "../encoders/device";
import type { Golden } from "../encoders/manifest";
import { readText } from "../encoders/text-encoder";
import { saveBundle } from "../settings";
import { towerOf, type Installed, type InstalledBundle } from "./library";
import { Models } from "./models";
import { orRefuse, refused } from "./refuse-model";

/** @throws FailureError model-refused; AbortError, until the bundle is recorded */
export async function installBundle(
  bundle: InstalledBundle,
  golden: Golden,
  choice: DeviceChoice,
  signal: AbortSignal,
): Promise<void> {
  await checkRevisions(bundle);
  signal.throwIfAborted();
  await testModels(bundle, golden, choice, signal);
  const { id, sizes, from } = bundle;
  await saveBundle({ id, sizes, ...(from !== null && { from }) });
}

/** Every tokenizer gives the golden ids, every tower the golden vectors. */
async function testModels(
  bundle: InstalledBundle,
  golden: Golden,
  choice: DeviceChoice,
  signal: AbortSignal,
): Promise<void> {
  const models = new Models(choice);
  try {
    for (const spec of bundle.manifest.models) {
      const model = { bundle, spec };
      await testTokenizer(models, model, golden);
      const { vision, text } = spec;
      const graphs = Object.values(bundle.manifest.vision[vision]?.files ?? {});
      await orRefuse(graphs[0] ?? vision, models.imageEncoder(towerOf(model)));
      signal.throwIfAborted();
      await orRefuse(
        Object.values(text.files)[0] ?? spec.id,
        models.textEncoder(model),
      );
      signal.throwIfAborted();
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
