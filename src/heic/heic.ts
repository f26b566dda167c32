/** HEIC photo -> upright bitmap: by the browser where it can (Safari), else by libheif, loaded when the first one is met. */
import type { HeicAnswer } from "./worker";

/** libheif never gives memory back, so its worker is replaced after so many photos. */
const photosPerWorker = 25;
/** An idle worker would keep the memory of its largest photo. */
const idleMs = 10_000;

let worker: Worker | undefined;
let decoded = 0;
let idle: ReturnType<typeof setTimeout> | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Decodes the primary image of a HEIC or HEIF file, in its full size and upright.
 * @throws Error where neither the browser nor libheif can read it
 */
export async function decodeHeic(blob: Blob): Promise<ImageBitmap> {
  const native = await createImageBitmap(blob, {
    colorSpaceConversion: "none",
  }).catch(() => null);
  if (native) return native;
  // One after the other: each takes as much memory as all its pixels.
  const turn = last.then(() => decodeInWorker(blob));
  last = turn.catch(() => undefined);
  return createImageBitmap(await turn);
}

async function decodeInWorker(blob: Blob): Promise<ImageData> {
  clearTimeout(idle);
  const bytes = await blob.arrayBuffer();
  worker ??= new Worker(new URL("./worker.ts", import.meta.url), {
    type: "module",
  });
  const answer = await ask(worker, bytes).finally(() => {
    if (++decoded >= photosPerWorker) recycle();
    idle = setTimeout(recycle, idleMs);
  });
  if (!answer) throw new Error("libheif can't decode this file");
  return answer;
}

function ask(to: Worker, bytes: ArrayBuffer): Promise<HeicAnswer> {
  return new Promise((resolve, reject) => {
    to.onmessage = ({ data }: MessageEvent<HeicAnswer>) => {
      resolve(data);
    };
    to.onerror = ({ message }) => {
      recycle();
      reject(new Error(message || "the HEIC decoder stopped"));
    };
    to.postMessage(bytes, [bytes]);
  });
}

function recycle() {
  worker?.terminate();
  worker = undefined;
  decoded = 0;
}

/** A photo as a picture that every browser shows: HEIC becomes JPEG, all else stays as it is. */
export async function showable(blob: Blob, path: string): Promise<Blob> {
  if (!/\.hei[cf]$/i.test(path)) return blob;
  const bitmap = await decodeHeic(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
}
