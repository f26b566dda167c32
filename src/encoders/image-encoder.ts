/** Pixels -> unit vectors: the image tower, on the best device that passes the self-test. */
import { Tensor } from "onnxruntime-web/webgpu";
import { failureOf, FailureError } from "../failures";
import { normalize, type Pixels, type UnitVector } from "../photo";
import {
  adapterName,
  planDevice,
  type DeviceChoice,
  type DeviceInUse,
} from "./device";
import { measureBatchSize } from "./batch-size";
import type { Bundle } from "./bundle";
import type { Golden, VisionSpec } from "./manifest";
import { checkGolden } from "./self-test";
import { Session, wasmThreads } from "./session";

export class ImageEncoder {
  private constructor(
    readonly spec: VisionSpec,
    readonly session: Session,
    readonly inUse: DeviceInUse,
  ) {}

  /** A graphics card wants several photos a run; WASM gains nothing from it, and an emulated adapter would keep the page waiting. */
  #batchSize = 1;
  get batchSize(): number {
    return this.#batchSize;
  }

  /**
   * Opens the image tower: WebGPU with each of its files in turn, then WASM, whichever first gives the golden vectors.
   * @param readGolden gives the pixels of a golden photo, decoded as every other photo is
   * @throws FailureError webgpu-required where the choice is "webgpu" and it can't be had; model-file; self-test
   */
  static async open(
    { files, manifest }: Bundle,
    golden: Golden,
    vision: string,
    choice: DeviceChoice,
    readGolden: (file: string, spec: VisionSpec) => Promise<Pixels>,
  ): Promise<ImageEncoder> {
    const spec = manifest.vision[vision];
    if (!spec)
      throw new FailureError({
        kind: "manifest",
        reason: `vision: there is no image tower ${vision}`,
      });
    const plan = await planDevice(choice);
    const adapter = plan.adapter ? adapterName(plan.adapter) : "";
    let why = plan.why;
    for (const [dtype, path, device] of attempts(spec, plan.adapter, choice)) {
      try {
        const session = await Session.open(
          files,
          path,
          manifest.externalData[path] ?? [],
          device,
        );
        const inUse = {
          device,
          dtype,
          threads: device === "wasm" ? wasmThreads() : 1,
          adapter,
          why,
        };
        const encoder = new ImageEncoder(spec, session, inUse);
        await encoder.#check(golden, vision, readGolden);
        if (device === "webgpu" && !plan.software)
          await encoder.#measureBatch();
        return encoder;
      } catch (error) {
        why = failureOf(error);
      }
    }
    throw new FailureError(
      why ?? { kind: "manifest", reason: `vision: ${vision} names no file` },
    );
  }

  /**
   * @param urgent goes before photos that wait
   * @returns a vector a photo, in order; [dim], of length 1
   */
  async encode(
    batch: readonly Pixels[],
    urgent = false,
  ): Promise<UnitVector[]> {
    const { side } = this.spec;
    const input = new Tensor("float32", this.#normalized(batch), [
      batch.length,
      3,
      side,
      side,
    ]);
    const output = await this.session.run(input, urgent); // [batch, dim]
    const dim = output.length / batch.length;
    return batch.map((_, i) => normalize(output.slice(i * dim, (i + 1) * dim)));
  }

  async #measureBatch() {
    const { side } = this.spec;
    const grey = new Uint8ClampedArray(3 * side * side).fill(128);
    const photo = { data: grey, width: side, height: side };
    this.#batchSize = await measureBatchSize((photos) =>
      this.encode(Array<Pixels>(photos).fill(photo)),
    );
  }

  release(): Promise<void> {
    return this.session.release();
  }

  /** 8-bit RGB rows -> normalised planes, [batch, 3, side, side]. */
  #normalized(batch: readonly Pixels[]): Float32Array {
    const { side, mean, std } = this.spec;
    const plane = side * side;
    const values = new Float32Array(batch.length * 3 * plane);
    batch.forEach(({ data }, photo) => {
      for (let channel = 0; channel < 3; channel++) {
        const scale = 1 / (255 * (std[channel] ?? 1));
        const shift = (mean[channel] ?? 0) / (std[channel] ?? 1);
        const start = (photo * 3 + channel) * plane;
        for (let i = 0; i < plane; i++)
          values[start + i] = (data[3 * i + channel] ?? 0) * scale - shift;
      }
    });
    return values;
  }

  async #check(
    golden: Golden,
    vision: string,
    readGolden: (file: string, spec: VisionSpec) => Promise<Pixels>,
  ) {
    const cases = golden.photos.filter((photo) => photo.vision === vision);
    const { dtype } = this.inUse;
    try {
      await checkGolden(
        "image tower",
        dtype,
        golden.tolerance[dtype],
        cases,
        async ({ file }) => {
          const [vector] = await this.encode([
            await readGolden(file, this.spec),
          ]);
          return vector as UnitVector;
        },
      );
    } catch (error) {
      await this.release();
      throw error;
    }
  }
}

function* attempts(
  spec: VisionSpec,
  adapter: GPUAdapter | null,
  choice: DeviceChoice,
) {
  const files = Object.entries(spec.files);
  if (adapter)
    for (const [dtype, path] of files)
      if (dtype !== "fp16" || adapter.features.has("shader-f16"))
        yield [dtype, path, "webgpu"] as const;
  if (choice !== "webgpu")
    for (const [dtype, path] of files.slice(0, 1))
      yield [dtype, path, "wasm"] as const;
}
