/** A photo and a query -> for each model, how much lower the score is with each part of the photo covered. */
import { FailureError } from "../failures";
import type { PhotoKey } from "../photo";
import type { Query } from "../query";
import { cosineOf } from "../rank";
import type { Folders } from "./folders";
import type { HeatMap } from "./messages";
import { encodeCovered, occlusionGrid } from "./occlusion";
import { pixelsOf } from "./pictures";
import { vectorFor } from "./query-vectors";
import type { Searched } from "./search";

/**
 * Models that share an image tower share its work.
 * @throws FailureError unreadable-photo where the photo's folder can't be read now
 */
export async function drawHeatMaps(
  key: PhotoKey,
  query: Query,
  models: readonly Searched[],
  folders: Folders,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<HeatMap[]> {
  const path = key.slice(key.indexOf("/") + 1);
  const blob = await folders.openPhoto(key);
  if (!blob)
    throw new FailureError({
      kind: "unreadable-photo",
      path,
      reason: "its folder is not open",
    });
  const towers = new Set(models.map(({ tower }) => tower.revision));
  const maps: HeatMap[] = [];
  for (const [at, revision] of [...towers].entries()) {
    const sharing = models.filter(({ tower }) => tower.revision === revision);
    const encoder = await sharing[0]?.imageEncoder();
    if (!encoder) continue;
    const pixels = await pixelsOf(blob, path, encoder, signal);
    const { whole, covered } = await encodeCovered(
      pixels,
      encoder,
      (done, total) => {
        onProgress(at * total + done, towers.size * total);
      },
      signal,
    );
    for (const model of sharing) {
      const vector = await vectorFor(query, model, false, signal);
      const score = cosineOf(vector, whole);
      maps.push({
        model: model.encoder.model.id,
        drops: covered.map((photo) => score - cosineOf(vector, photo)),
        side: occlusionGrid,
        seen:
          encoder.spec.resize.mode === "stretch" ? "whole" : "centre square",
      });
    }
  }
  return maps;
}
