/** Pixels -> unit vectors: an image tower's graph, opened in one way and held to the golden vectors. */
import { Tensor } from "onnxruntime-web/webgpu";
import { FailureError } from "../failures";
import { directionOf, type Pixels, type UnitVector } from "../photo";
import { measureBatchSize } from "./batch-size";
import type { Bundle } from "./bundle";
import type { Device } from "./device";
import type { Golden, VisionSpec } from "./manifest";
import { checkGolden } from "./self-test";
import { Session } from "./session";

/** One of the tower's files, and where it runs. */
export interface Way {
  readonly dtype: string;
  readonly path: string;
  readonly device: Device;
}

/** An image tower as its bundle describes it. */
export interface VisionSource {
  readonly bundle: Bundle;
  readonly golden: Golden;
  /** Its id in the manifest. */
  readonly vision: string;
  readonly spec: VisionSpec;
  /** Gives the pixels of a golden photo, decoded as every other photo is. */
  readonly readGolden: (file: string, spec: VisionSpec) => Promise<Pixels>;
}

export class ImageTower {
  private constructor(
    readonly spec: VisionSpec,
    readonly way: Way,
    readonly session: Session,
  ) {}

  /** A graphics card wants several photos a run; WASM gains nothing from it, and an emulated adapter would keep the page waiting. */
  #batchSize = 1;
  get batchSize(): number {
    return this.#batchSize;
  }

  /**
   * @param measure the number of photos a run, which is one otherwise
   * @throws FailureError model-file; self-test; webgpu-failed
   */
  static async open(
    source: VisionSource,
    way: Way,
    measure: boolean,
  ): Promise<ImageTower> {
    const { files, manifest } = source.bundle;
    const beside = manifest.externalData[way.path] ?? [];
    const session = await Session.open(files, way.path, beside, way.device);
    const tower = new ImageTower(source.spec, way, session);
    try {
      await tower.#check(source);
      if (measure) await tower.#measureBatch();
      return tower;
    } catch (error) {
      await tower.release();
      throw error;
    }
  }

  /**
   * In runs of at most the batch size: a query waits for a run to end.
   * @param urgent goes before photos that wait
   * @returns a vector a photo, in order; [dim], of length 1; null for a photo that it gives no direction
   * @throws FailureError webgpu-failed: the tower is then of no more use; RangeError where it gives no photo a direction
   */
  async encode(
    photos: readonly Pixels[],
    urgent: boolean,
  ): Promise<(UnitVector | null)[]> {
    const vectors: (UnitVector | null)[] = [];
    while (vectors.length < photos.length) {
      const from = vectors.length;
      const batch = photos.slice(from, from + this.#batchSize);
      vectors.push(...(await this.#run(batch, urgent)));
    }
    if (vectors.includes(null)) await this.#encodeGrey(urgent);
    return vectors;
  }

  /** Tells a fault of the device from one of a photo: what has no direction for plain grey either has none for any photo. */
  async #encodeGrey(urgent: boolean): Promise<void> {
    const [vector] = await this.#run([this.#grey()], urgent);
    if (vector) return;
    if (this.way.device === "wasm")
      throw new RangeError("a vector without direction");
    throw new FailureError({
      kind: "webgpu-failed",
      reason: "it gives no usable numbers",
    });
  }

  #grey(): Pixels {
    const { side } = this.spec;
    const data = new Uint8ClampedArray(3 * side * side).fill(128);
    return { data, width: side, height: side };
  }

  async #run(
    batch: readonly Pixels[],
    urgent: boolean,
  ): Promise<(UnitVector | null)[]> {
    const { side } = this.spec;
    const sizes = [batch.length, 3, side, side];
    const input = new Tensor("float32", this.#normalized(batch), sizes);
    const output = await this.session.run(input, urgent); // [batch, dim]
    const dim = output.length / batch.length;
    return batch.map((_, i) =>
      directionOf(output.slice(i * dim, (i + 1) * dim)),
    );
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

  async #check({ golden, vision, readGolden }: VisionSource): Promise<void> {
    const { dtype } = this.way;
    await checkGolden(
      "image tower",
      dtype,
      golden.tolerance[dtype],
      golden.photos.filter((photo) => photo.vision === vision),
      async ({ file }) => {
        const pixels = await readGolden(file, this.spec);
        const [vector] = await this.#run([pixels], false);
        return vector ?? null;
      },
    );
  }

  async #measureBatch(): Promise<void> {
    const grey = this.#grey();
    this.#batchSize = await measureBatchSize((photos) =>
      this.#run(Array<Pixels>(photos).fill(grey), false),
    );
  }

  release(): Promise<void> {
    return this.session.release();
  }
}
