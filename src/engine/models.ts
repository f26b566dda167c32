/** The towers and tokenizers of installed models, each loaded once, when it is first asked for. */
import { decodePhoto } from "../decode-photo";
import type { Device, DeviceChoice, DeviceInUse } from "../encoders/device";
import { ImageEncoder } from "../encoders/image-encoder";
import type { Golden, VisionSpec } from "../encoders/manifest";
import { readGolden } from "../encoders/model-files";
import { openTokenizer, TextEncoder } from "../encoders/text-encoder";
import type { Tokenizer } from "../encoders/tokenizer";
import { openSample } from "../folder";
import { photoKey, type Pixels } from "../photo";
import type { Installed, InstalledBundle, Tower } from "./library";

export class Models {
  readonly #loading = new Map<string, Promise<unknown>>();
  /** By the tower's revision. */
  readonly #imageEncoders = new Map<string, ImageEncoder>();
  readonly #textInUse = new Map<string, { device: Device; dtype: string }>();

  constructor(private readonly choice: DeviceChoice) {}

  tokenizer({ bundle, spec }: Installed): Promise<Tokenizer> {
    const path = spec.text.tokenizer;
    return this.#once(`${bundle.id} tokenizer ${path}`, () =>
      openTokenizer(bundle.files, path),
    );
  }

  textEncoder(model: Installed): Promise<TextEncoder> {
    const { bundle, spec } = model;
    return this.#once(`${bundle.id} text tower ${spec.id}`, async () => {
      const encoder = await TextEncoder.open(
        bundle,
        await this.golden(bundle),
        spec,
        await this.tokenizer(model),
      );
      const { session, dtype } = encoder;
      this.#textInUse.set(spec.id, { device: session.device, dtype });
      return encoder;
    });
  }

  imageEncoder({ bundle, vision, revision }: Tower): Promise<ImageEncoder> {
    return this.#once(`${bundle.id} image tower ${revision}`, async () => {
      const encoder = await ImageEncoder.open(
        bundle,
        await this.golden(bundle),
        vision,
        this.choice,
        (file, spec) => goldenPixels(bundle, file, spec),
      );
      this.#imageEncoders.set(revision, encoder);
      return encoder;
    });
  }

  /** Where an image tower runs; null until it was loaded. */
  inUse({ revision }: Tower): DeviceInUse | null {
    return this.#imageEncoders.get(revision)?.inUse ?? null;
  }

  /** Where a text tower runs; null until it was loaded. */
  textInUse({ spec }: Installed) {
    return this.#textInUse.get(spec.id) ?? null;
  }

  golden(bundle: InstalledBundle): Promise<Golden> {
    return this.#once(`${bundle.id} golden`, () =>
      readGolden(bundle.files, bundle.manifest),
    );
  }

  /** Forgets what was loaded of a bundle, and gives its sessions' memory back. */
  async release({ id, manifest }: InstalledBundle): Promise<void> {
    for (const model of manifest.models) this.#textInUse.delete(model.id);
    for (const [name, loading] of [...this.#loading]) {
      if (!name.startsWith(`${id} `)) continue;
      this.#loading.delete(name);
      const part = await loading.catch(() => null);
      for (const [revision, encoder] of this.#imageEncoders)
        if (encoder === part) this.#imageEncoders.delete(revision);
      if (part instanceof TextEncoder || part instanceof ImageEncoder)
        await part.release();
    }
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

/** A golden photo comes with the bundle, or is one of the samples. */
async function goldenPixels(
  { files, sizes }: InstalledBundle,
  file: string,
  { side, resize: { mode } }: VisionSpec,
): Promise<Pixels> {
  const blob =
    file in sizes
      ? new Blob([(await files.read(file)) as Uint8Array<ArrayBuffer>])
      : await openSample(file);
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
