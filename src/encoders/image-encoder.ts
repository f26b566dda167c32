/** An image tower on the best device that passes the self-test, and on another when that device is lost. */
import { FailureError, failureOf, type Failure } from "../failures";
import type { Pixels, UnitVector } from "../photo";
import {
  adapterName,
  planDevice,
  type DeviceChoice,
  type DeviceInUse,
  type DevicePlan,
} from "./device";
import type { Bundle } from "./bundle";
import { ImageTower, type VisionSource, type Way } from "./image-tower";
import type { Golden, VisionSpec } from "./manifest";
import { wasmThreads } from "./session";

interface Opened {
  readonly tower: ImageTower;
  readonly inUse: DeviceInUse;
}

export class ImageEncoder {
  #opened: Opened;
  /** The tower in use, or the one that is being opened in place of one that failed. */
  #tower: Promise<ImageTower>;

  private constructor(
    private readonly source: VisionSource,
    private readonly plan: DevicePlan,
    private readonly ways: readonly Way[],
    opened: Opened,
  ) {
    this.#opened = opened;
    this.#tower = Promise.resolve(opened.tower);
  }

  get spec(): VisionSpec {
    return this.source.spec;
  }

  get inUse(): DeviceInUse {
    return this.#opened.inUse;
  }

  /** Photos that make one run. */
  get batchSize(): number {
    return this.#opened.tower.batchSize;
  }

  /**
   * Opens the image tower: WebGPU with each of its files in turn, then WASM, whichever first gives the golden vectors.
   * @param readGolden gives the pixels of a golden photo, decoded as every other photo is
   * @throws FailureError webgpu-required where the choice is "webgpu" and it can't be had; model-file; self-test
   */
  static async open(
    bundle: Bundle,
    golden: Golden,
    vision: string,
    choice: DeviceChoice,
    readGolden: VisionSource["readGolden"],
  ): Promise<ImageEncoder> {
    const spec = bundle.manifest.vision[vision];
    if (!spec)
      throw new FailureError({
        kind: "manifest",
        reason: `vision: there is no image tower ${vision}`,
      });
    const source = { bundle, golden, vision, spec, readGolden };
    const plan = await planDevice(choice);
    const ways = [...waysOf(spec, plan.adapter, choice)];
    const opened = await openFirst(source, plan, ways, plan.why);
    return new ImageEncoder(source, plan, ways, opened);
  }

  /**
   * Where WebGPU fails, or gives no photo a direction, the photos are encoded once more on a new device, and then on WASM.
   * See note: a lost graphics device.
   * @param urgent goes before photos that wait
   * @returns a vector a photo, in order; [dim], of length 1; null for a photo that the tower gives no direction
   * @throws FailureError webgpu-required, where the choice is "webgpu" and it stopped working
   */
  async encode(
    batch: readonly Pixels[],
    urgent = false,
  ): Promise<(UnitVector | null)[]> {
    for (let again = true; ; again = false) {
      const current = this.#tower;
      const tower = await current;
      try {
        return await tower.encode(batch, urgent);
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind !== "webgpu-failed") throw error;
        // Batches that failed together go on with the same new tower.
        if (this.#tower === current)
          this.#tower = this.#openAnew(tower, again, failure);
      }
    }
  }

  /** @param again whether WebGPU is tried once more before WASM */
  async #openAnew(
    failed: ImageTower,
    again: boolean,
    failure: WebGpuFailed,
  ): Promise<ImageTower> {
    const { source, plan } = this;
    const { reason } = failure;
    const wasm = this.ways.filter(({ device }) => device === "wasm");
    await failed.release();
    this.#opened = again
      ? await openFirst(source, plan, [failed.way, ...wasm], {
          kind: "webgpu-restarted",
          reason,
        })
      : await openFirst(source, plan, wasm, failure);
    return this.#opened.tower;
  }

  async release(): Promise<void> {
    const tower = await this.#tower.catch(() => null);
    await tower?.release();
  }
}

type WebGpuFailed = Extract<Failure, { kind: "webgpu-failed" }>;

/**
 * @param why the first way is not a better one
 * @throws FailureError of the last way, where none gives the golden vectors
 */
async function openFirst(
  source: VisionSource,
  plan: DevicePlan,
  ways: readonly Way[],
  why: Failure | null,
): Promise<Opened> {
  for (const way of ways) {
    const { device, dtype } = way;
    try {
      const measure = device === "webgpu" && !plan.software;
      const tower = await ImageTower.open(source, way, measure);
      const threads = device === "wasm" ? wasmThreads() : 1;
      const adapter = plan.adapter ? adapterName(plan.adapter) : "";
      return { tower, inUse: { device, dtype, threads, adapter, why } };
    } catch (error) {
      why = failureOf(error);
    }
  }
  // WASM is always the last way, but where the address asks for WebGPU.
  if (why?.kind === "webgpu-failed")
    throw new FailureError({
      kind: "webgpu-required",
      reason: `it stopped working (${why.reason})`,
    });
  throw new FailureError(
    why ?? {
      kind: "manifest",
      reason: `vision: ${source.vision} names no file`,
    },
  );
}

function* waysOf(
  { files }: VisionSpec,
  adapter: GPUAdapter | null,
  choice: DeviceChoice,
): Generator<Way> {
  const named = Object.entries(files);
  if (adapter)
    for (const [dtype, path] of named)
      if (dtype !== "fp16" || adapter.features.has("shader-f16"))
        yield { dtype, path, device: "webgpu" };
  if (choice !== "webgpu")
    for (const [dtype, path] of named.slice(0, 1))
      yield { dtype, path, device: "wasm" };
}
