/** Models in the words of the page's messages. */
import { filesOfModel } from "../encoders/bundle";
import { embedded, towerOf, type Installed, type Library } from "./library";
import type { InstalledModel, ModelInfo } from "./messages";
import type { Models } from "./models";

export function infoOf({ spec }: Installed): ModelInfo {
  const { id, title, family, origin, licence, languages, text } = spec;
  const { context, trainedContext } = text;
  return {
    id,
    title,
    family,
    origin,
    licence,
    languages,
    context,
    trainedContext,
  };
}

export function installedModels(
  library: Library,
  models: Models,
): InstalledModel[] {
  return library.models.map((model) => {
    const { bundle, spec } = model;
    return {
      ...infoOf(model),
      bundle: bundle.id === embedded ? null : bundle.id,
      sizeBytes: filesOfModel(bundle.manifest, spec)
        .map((path) => bundle.sizes[path] ?? 0)
        .reduce((sum, size) => sum + size, 0),
      imageTower: models.inUse(towerOf(model)),
      textTower: models.textInUse(model),
      from: bundle.from,
    };
  });
}
