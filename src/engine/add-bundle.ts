/** A picked folder or ZIP -> an installed bundle: inspected, copied, and tested as it lies on the disk. */
import type { DeviceChoice } from "../encoders/device";
import { openPicked } from "../encoders/picked-files";
import {
  removeStored,
  storedFiles,
  storeFiles,
} from "../encoders/stored-files";
import type { PickedFolder } from "../photo";
import { inspectBundle } from "./inspect-bundle";
import { installBundle } from "./install-bundle";
import type { InstalledBundle } from "./library";
import { randomId } from "./random-id";

/**
 * Installs the models of a picked folder or ZIP.
 * @param from where on the web it came from, or null
 * @throws FailureError model-refused, model-known, model-no-room or model-store; nothing of the models is then left
 */
export async function addBundle(
  picked: PickedFolder,
  from: string | null,
  installed: readonly InstalledBundle[],
  choice: DeviceChoice,
  signal: AbortSignal,
): Promise<void> {
  const source = await openPicked(picked);
  const { manifest, golden, sizes } = await inspectBundle(source, installed);
  const id = randomId();
  try {
    const stored = await storeFiles(id, [...sizes.keys()], source);
    signal.throwIfAborted();
    const files = storedFiles(id);
    const bundle = { id, manifest, files, sizes: stored, from };
    await installBundle(bundle, golden, choice, signal);
  } catch (error) {
    await removeStored(id);
    throw error;
  }
}
