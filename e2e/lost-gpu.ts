/** Graphics devices that the engine loses, as it does when a driver stops or a computer wakes up. */
import type { BrowserContext } from "@playwright/test";
import { prefixEngine } from "./engine-script";

/**
 * ONNX Runtime maps one buffer a run, to read what came out. Runs take their time, so that the measurement of the batch
 * size always ends after two of them.
 */
const losing = (runs: readonly number[], hardware: boolean) => `
  const runs = ${JSON.stringify(runs)};
  const [{ requestDevice }, { mapAsync }] = [GPUAdapter.prototype, GPUBuffer.prototype];
  let device, left;
  GPUAdapter.prototype.requestDevice = async function (wish) {
    left = runs.shift();
    return (device = await requestDevice.call(this, wish));
  };
  GPUBuffer.prototype.mapAsync = async function (...range) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (left-- === 1) device.destroy();
    return mapAsync.apply(this, range);
  };
  const info = { vendor: "Tested", architecture: "", description: "", isFallbackAdapter: false };
  if (${String(hardware)}) Object.defineProperty(GPUAdapter.prototype, "info", { value: info });`;

/**
 * Destroys one graphics device after the other, each in the run that has its number in `runs`; those after them live on.
 * @param hardware whether the adapter, an emulation, passes for a graphics card
 */
export const loseGpus = (
  context: BrowserContext,
  runs: readonly number[],
  hardware: boolean,
): Promise<void> => prefixEngine(context, losing(runs, hardware));
