/** HEIC bytes -> upright pixels. A worker of its own: libheif blocks while it decodes, and its memory only grows. */
import openLibHeif from "libheif-js/libheif-wasm/libheif-bundle.mjs";

/** Null where the photo is damaged. */
export type HeicAnswer = ImageData | null;

const scope = self as DedicatedWorkerGlobalScope;
const opened = Promise.resolve(openLibHeif());

scope.onmessage = async ({ data }: MessageEvent<ArrayBuffer>) => {
  const answer = await decode(new Uint8Array(data)).catch(() => null);
  scope.postMessage(answer, answer ? [answer.data.buffer] : []);
};

async function decode(bytes: Uint8Array): Promise<HeicAnswer> {
  const { HeifDecoder } = await opened;
  const images = new HeifDecoder().decode(bytes);
  const image = images.find((one) => one.is_primary()) ?? images[0];
  if (!image) return null;
  // libheif has applied the container's rotation, mirroring and crop: nothing is left to turn.
  const picture = new ImageData(image.get_width(), image.get_height());
  const shown = await new Promise<object | null>((resolve) => {
    image.display(picture, resolve);
  });
  for (const one of images) one.free();
  return shown && picture;
}
