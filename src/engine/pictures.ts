/** Pictures that were pasted or dropped to search by: in memory only, encoded once for each image tower that asks. */
import { decodePhoto } from "../decode-photo";
import type { ImageEncoder } from "../encoders/image-encoder";
import { FailureError } from "../failures";
import { photoKey, type Pixels, type UnitVector } from "../photo";
import { randomId } from "./random-id";

interface Picture {
  readonly blob: Blob;
  /** By the image tower's revision. */
  readonly vectors: Map<string, UnitVector>;
}

export class Pictures {
  readonly #pictures = new Map<string, Picture>();

  /** @returns the id that a query names it by */
  add(blob: Blob): string {
    const id = randomId();
    this.#pictures.set(id, { blob, vectors: new Map() });
    return id;
  }

  /** @throws FailureError query-picture-gone, or what is wrong with the picture */
  async vector(
    { id, name }: { readonly id: string; readonly name: string },
    revision: string,
    encoderOf: () => Promise<ImageEncoder>,
    signal: AbortSignal,
  ): Promise<UnitVector> {
    const picture = this.#pictures.get(id);
    if (!picture) throw new FailureError({ kind: "query-picture-gone", name });
    const known = picture.vectors.get(revision);
    if (known) return known;
    const encoder = await encoderOf();
    const pixels = await pixelsOf(picture.blob, name, encoder, signal);
    const [vector] = await encoder.encode([pixels], true);
    if (!vector)
      throw new FailureError({ kind: "no-vector", path: name, revision });
    picture.vectors.set(revision, vector);
    return vector;
  }
}

/** A picture that is in no folder, at the size that an image tower wants. */
export async function pixelsOf(
  blob: Blob,
  path: string,
  { spec }: ImageEncoder,
  signal: AbortSignal,
): Promise<Pixels> {
  const photo = {
    key: photoKey("", path),
    path,
    sizeBytes: blob.size,
    modifiedMs: 0,
    open: () => Promise.resolve(blob),
  };
  const framing = { side: spec.side, mode: spec.resize.mode };
  return (await decodePhoto(photo, framing, signal, true)).pixels;
}
