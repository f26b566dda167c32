/** HEIC -> upright picture: by the browser where it can (Safari), else by libheif, loaded with the first one. */
import type { LibHeif } from "libheif-js/libheif-wasm/libheif-bundle.mjs";
import { onDemand } from "./on-demand";

let opened: Promise<LibHeif> | undefined;

/**
 * Decodes the primary image of a HEIC or HEIF file, in full size. libheif never gives its memory back: the worker that
 * this runs in is replaced now and then (decode-pool.ts).
 * @param colorSpace of the file's pixels
 * @throws Error where neither the browser nor libheif can read it
 */
export async function decodeHeic(
  blob: Blob,
  bytes: () => Promise<Uint8Array>,
  colorSpace: PredefinedColorSpace,
): Promise<ImageBitmap> {
  const native = await createImageBitmap(blob).catch(() => null);
  if (native) return native;
  opened ??= onDemand(
    import("libheif-js/libheif-wasm/libheif-bundle.mjs").then((lib) =>
      lib.default(),
    ),
  );
  // What could not be loaded now is asked for again by the next photo.
  const { HeifDecoder } = await opened.catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  const images = new HeifDecoder().decode(await bytes());
  const image = images.find((one) => one.is_primary()) ?? images[0];
  if (!image) throw new Error("libheif found no picture in this file");
  // libheif has applied the container's rotation, mirroring and crop: nothing is left to turn.
  const pixels = new ImageData(image.get_width(), image.get_height(), {
    colorSpace,
  });
  const shown = await new Promise<object | null>((resolve) => {
    image.display(pixels, resolve);
  });
  for (const one of images) one.free();
  if (!shown) throw new Error("libheif can't decode this file");
  return createImageBitmap(pixels);
}
