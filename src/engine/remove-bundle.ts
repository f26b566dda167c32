/** Removes an added bundle: its record, its files, and the vectors that nobody can use any more. */
import { removeStored } from "../encoders/stored-files";
import type { PhotoIndex } from "../photo-index";
import { forgetBundle } from "../settings";
import type { InstalledBundle } from "./library";

/** The record goes first: whatever is left after a kill is swept at the next start. */
export async function removeBundle(
  { id, manifest }: InstalledBundle,
  installed: readonly InstalledBundle[],
  index: PhotoIndex,
): Promise<void> {
  await forgetBundle(id);
  await removeStored(id);
  const inUse = new Set(
    installed
      .filter((bundle) => bundle.id !== id)
      .flatMap((bundle) => Object.values(bundle.manifest.vision))
      .map(({ revision }) => revision),
  );
  for (const { revision } of Object.values(manifest.vision))
    if (!inUse.has(revision)) await index.forgetTower(revision);
}
