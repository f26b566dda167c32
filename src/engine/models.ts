/** The models, each part loaded once, when it is first asked for. */
import { decodePhoto } from "../decode";
import type { DeviceChoice } from "../encoders/device";
import { ImageEncoder } from "../encoders/image-encoder";
import type {
  Golden,
  Manifest,
  ModelSpec,
  VisionSpec,
} from "../encoders/manifest";
import { fetchGolden, fetchManifest } from "../encoders/model-files";
import { openTokenizer, TextEncoder } from "../encoders/text-encoder";
import type { Tokenizer } from "../encoders/tokenizer";
import { FailureError } from "../failures";
import { openSample } from "../folder";
import { photoKey, type Pixels } from "../photo";

export class Models {
  readonly #loading = new Map<string, Promise<unknown>>();

  constructor(private readonly choice: DeviceChoice) {}

  manifest(): Promise<Manifest> {
    return this.#once("manifest", fetchManifest);
  }

  tokenizer(path: string): Promise<Tokenizer> {
    return this.#once(`tokenizer ${path}`, () => openTokenizer(path));
  }

  textEncoder(model: ModelSpec): Promise<TextEncoder> {
    return this.#once(`text tower ${model.id}`, async () => {
      const [manifest, golden] = await Promise.all([
        this.manifest(),
        this.#golden(),
      ]);
      return TextEncoder.open(
        manifest,
        golden,
        model,
        await this.tokenizer(model.text.tokenizer),
      );
    });
  }

  /** The image tower that the embedded models share. */
  imageEncoder(): Promise<ImageEncoder> {
    return this.#once("image tower", async () => {
      const [manifest, golden] = await Promise.all([
        this.manifest(),
        this.#golden(),
      ]);
      return ImageEncoder.open(
        { manifest, golden },
        sharedVision(manifest).id,
        this.choice,
        goldenPixels,
      );
    });
  }

  #golden(): Promise<Golden> {
    return this.#once("golden", async () => fetchGolden(await this.manifest()));
  }

  /** A load that failed is tried again when it is next asked for. */
  #once<T>(name: string, load: () => Promise<T>): Promise<T> {
    const known = this.#loading.get(name) as Promise<T> | undefined;
    if (known) return known;
    const loading = load();
    this.#loading.set(name, loading);
    loading.catch(() => this.#loading.delete(name));
    return loading;
  }
}

/** The image tower of the first model, its revision and the length of its vectors. */
export function sharedVision(manifest: Manifest): {
  id: string;
  revision: string;
  dim: number;
} {
  const [first] = manifest.models;
  const spec = first && manifest.vision[first.vision];
  if (!spec)
    throw new FailureError({
      kind: "manifest",
      reason: "models: there is none",
    });
  return { id: first.vision, revision: spec.revision, dim: first.dim };
}

async function goldenPixels(
  file: string,
  { side, resize: { mode } }: VisionSpec,
): Promise<Pixels> {
  const blob = await openSample(file);
  const photo = {
    key: photoKey("golden", file),
    path: file,
    sizeBytes: blob.size,
    modifiedMs: 0,
    open: () => Promise.resolve(blob),
  };
  return (
    await decodePhoto(photo, { side, mode }, new AbortController().signal)
  ).pixels;
}
