/** One query -> one ranking a model, over the same photos. */
import type { TextEncoder } from "../encoders/text-encoder";
import type { UnitVector } from "../photo";
import type { Query } from "../query";
import { scoreAll } from "../rank";
import type { FolderIndex } from "./folder-index";
import { towerOf, type Installed } from "./library";
import { Rankings, type Scored } from "./rankings";

/** A model's text tower, and the folder's photos under its image tower. */
export interface Searched {
  readonly encoder: TextEncoder;
  readonly folder: FolderIndex;
}

/** Each compared model's text tower with the folder under its image tower; nothing before there is a folder. */
export const pairTowers = (
  models: readonly Installed[],
  encoders: readonly TextEncoder[],
  towers: readonly FolderIndex[],
): Searched[] =>
  models.flatMap((model, i) => {
    const { revision } = towerOf(model);
    const folder = towers.find((each) => each.revision === revision);
    const encoder = encoders[i];
    return folder && encoder ? [{ folder, encoder }] : [];
  });

/** Ranks a folder's photos for a query, by each model. */
export async function searchFolder(
  id: number,
  query: Query,
  models: readonly Searched[],
  signal: AbortSignal,
): Promise<Rankings> {
  const queries = [];
  for (const { encoder, folder } of models) {
    const { ids } = encoder.read(query.text, query.budget);
    const vector = await encoder.encode(ids); // [dim]
    queries.push({ model: encoder.model.id, folder, vector });
    signal.throwIfAborted();
  }
  // From here on nothing waits, so every model ranks the same photos while indexing goes on.
  return new Rankings(id, query, queries.map(score));
}

function score({
  model,
  folder,
  vector,
}: Omit<Scored, "scores"> & { vector: UnitVector }): Scored {
  const { matrix, rows, holes } = folder.table;
  const scores = scoreAll(vector, matrix, rows);
  for (const hole of holes) scores[hole] = -Infinity;
  return { model, folder, scores };
}
