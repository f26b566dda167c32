/** Vectors that are kept though no compared model uses their image tower, so that comparing it again needs no encoding. */
import type { PhotoIndex } from "../photo-index";
import { towerOf, type Library } from "./library";
import type { UnusedVectors } from "./messages";

export async function unusedVectors(
  { models, towers }: Library,
  index: PhotoIndex,
): Promise<UnusedVectors[]> {
  const inUse = new Set(towers.map(({ revision }) => revision));
  const kept = await index.unusedVectors(inUse);
  return [...kept].map(([revision, sizeBytes]) => ({
    revision,
    models: models
      .filter((model) => towerOf(model).revision === revision)
      .map(({ spec }) => spec.title),
    sizeBytes,
  }));
}
