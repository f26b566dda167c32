/** Compares the models that a link or a backup names, as far as they are installed here. */
import { fewestCompared } from "../compare";
import type { ModelsNow, NamedModel } from "../engine/messages";
import type { Engine } from "./use-engine";

/** @returns the titles of those that are not installed */
export async function compareNamed(
  engine: Engine,
  named: readonly NamedModel[],
  show: (now: ModelsNow) => void,
): Promise<readonly string[]> {
  // Until then the page knows no columns that could be others.
  await engine.started;
  const now = await engine.request("models", {});
  const isHere = ({ id }: NamedModel) =>
    now.models.some((model) => model.id === id);
  const here = named.filter(isHere);
  const absent = named.filter((model) => !isHere(model));
  // Where a single one is here, one that is compared already stands beside it.
  const beside = here.length > 0 ? now.compared : [];
  const models = [...new Set([...here, ...beside].map(({ id }) => id))].slice(
    0,
    Math.max(fewestCompared, here.length),
  );
  if (models.length > 0) show(await engine.request("compare", { models }));
  return absent.map(({ title }) => title);
}
