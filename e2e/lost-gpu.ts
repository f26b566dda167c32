/** Graphics devices that the engine loses, as it does when a driver stops or a computer wakes up. */
import type { BrowserContext } from "@playwright/test";
import { prefixEngine } from "./engine-script";

/**
 * ONNX Runtime maps one buffer a run, to read what came out. Runs take their time, so that the measurement of the batch
 * size always ends after two of them.
 */
const losing = (runs: readonly number[], hardware: boolean, lost: string) => `
  const runs = ${JSON.stringify(runs)};
  const [{ requestDevice }, { mapAsync }] = [GPUAdapter.prototype, GPUBuffer.prototype];
  let device, left;
  GPUAdapter.prototype.requestDevice = async function (wish) {
    left = runs.shift();
    return (device = await requestDevice.call(this, wish));
  };
  GPUBuffer.prototype.mapAsync = async function (...range) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (left-- === 1) { ${lost} }
    return mapAsync.apply(this, range);
  };
  const info = { vendor: "Tested", architecture: "", description: "", isFallbackAdapter: false };
  if (${String(hardware)}) Object.defineProperty(GPUAdapter.prototype, "info", { value: info });`;

/** From here on until there is another device. */
const garbled = `
  const { getMappedRange } = GPUBuffer.prototype;
  GPUBuffer.prototype.getMappedRange = function (...range) {
    const bytes = getMappedRange.apply(this, range);
    if (left <= 0) new Float32Array(bytes).fill(NaN);
    return bytes;
  };`;

/**
 * Destroys one graphics device after the other, each in the run that has its number in `runs`; those after them live on.
 * @param hardware whether the adapter, an emulation, passes for a graphics card
 * @param isGarbled they are not destroyed: from that run on, all that is read from them is NaN
 */
export const loseGpus = (
  context: BrowserContext,
  runs: readonly number[],
  hardware: boolean,
  isGarbled = false,
): Promise<void> => {
  const lost = isGarbled ? garbled : "device.destroy();";
  return prefixEngine(context, losing(runs, hardware, lost));
};
