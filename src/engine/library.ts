/** Which models are installed, embedded ones first, and which of them are compared. */
import { fewestCompared, mostCompared } from "../compare";
import type { Bundle } from "../encoders/bundle";
import type { ModelSpec } from "../encoders/manifest";
import { embeddedFiles, readManifest } from "../encoders/model-files";
import { storedFiles, sweepStored } from "../encoders/stored-files";
import { FailureError } from "../failures";
import {
  savedBundles,
  savedCompared,
  saveCompared,
  savedDownloads,
  type BundleRecord,
} from "../settings";
import { unlessModelsChange } from "./models-lock";

/** The bundle that comes with the app. */
export const embedded = "embedded";

export interface InstalledBundle extends Bundle {
  readonly id: string;
  /** Bytes of each of its files, by path, as far as known. */
  readonly sizes: Readonly<Record<string, number>>;
  /** Where on the web it came from; null for what came with the app or from a disk. */
  readonly from: string | null;
}

export interface Installed {
  readonly bundle: InstalledBundle;
  readonly spec: ModelSpec;
}

/** An image tower in use. Towers of one revision give the same vectors, whichever bundle they are in. */
export interface Tower {
  readonly bundle: InstalledBundle;
  /** Its id in the bundle's manifest. */
  readonly vision: string;
  readonly revision: string;
  readonly dim: number;
}

export class Library {
  private constructor(
    readonly bundles: readonly InstalledBundle[],
    readonly compared: readonly Installed[],
  ) {}

  /** @throws FailureError where the embedded manifest can't be had */
  static async open(): Promise<Library> {
    const manifest = await readManifest(embeddedFiles);
    const ours = {
      id: embedded,
      manifest,
      files: embeddedFiles,
      sizes: manifest.sizeBytes,
      from: null,
    };
    // Where the browser keeps no files there are no left-overs either. What another tab copies right now is not swept,
    // so the records are read once no other tab can be about to write one.
    await unlessModelsChange(async () => {
      const kept = [...(await savedBundles()), ...(await savedDownloads())];
      await sweepStored(new Set(kept.map(({ id }) => id)));
    }).catch(() => undefined);
    const records = await savedBundles().catch(() => []);
    const added = await Promise.all(records.map(openStored));
    const bundles = [ours, ...added.filter((bundle) => bundle !== null)];
    const chosen = await savedCompared().catch(() => undefined);
    return new Library(bundles, comparedOf(bundles, chosen ?? []));
  }

  get models(): readonly Installed[] {
    return modelsOf(this.bundles);
  }

  /** The image towers of the compared models, each once. */
  get towers(): readonly Tower[] {
    const byRevision = new Map<string, Tower>();
    for (const model of this.compared) {
      const tower = towerOf(model);
      if (!byRevision.has(tower.revision))
        byRevision.set(tower.revision, tower);
    }
    return [...byRevision.values()];
  }

  /** @throws FailureError where a tower is no longer in use */
  towerOf(revision: string): Tower {
    const tower = this.towers.find((one) => one.revision === revision);
    if (tower) return tower;
    throw new FailureError({
      kind: "unexpected",
      reason: "the image tower is not in use any more",
    });
  }

  /** Compares two to four models, in this order; another number changes nothing. */
  async compare(ids: readonly string[]): Promise<Library> {
    const compared = comparedOf(this.bundles, ids);
    await saveCompared(compared.map(({ spec }) => spec.id));
    return new Library(this.bundles, compared);
  }
}

export function towerOf({ bundle, spec: { vision, dim } }: Installed): Tower {
  const revision = bundle.manifest.vision[vision]?.revision ?? "";
  return { bundle, vision, revision, dim };
}

const modelsOf = (bundles: readonly InstalledBundle[]): Installed[] =>
  bundles.flatMap((bundle) =>
    bundle.manifest.models.map((spec) => ({ bundle, spec })),
  );

/** The chosen ones, or the embedded ones where fewer than two or more than four of the chosen are installed. */
export function comparedOf(
  bundles: readonly InstalledBundle[],
  ids: readonly string[],
): Installed[] {
  const installed = modelsOf(bundles);
  const chosen = [...new Set(ids)].flatMap(
    (id) => installed.find(({ spec }) => spec.id === id) ?? [],
  );
  if (chosen.length >= fewestCompared && chosen.length <= mostCompared)
    return chosen;
  return modelsOf(bundles.slice(0, 1)).slice(0, mostCompared);
}

/** A bundle that can't be read on this visit is left out of it: the models that can be read should not suffer. */
async function openStored({
  id,
  sizes,
  from,
}: BundleRecord): Promise<InstalledBundle | null> {
  const files = storedFiles(id);
  const manifest = await readManifest(files).catch(() => null);
  return manifest && { id, manifest, files, sizes, from: from ?? null };
}
