/** What the page stored of photos, read from its database. */
import type { Page } from "@playwright/test";

export interface StoredPhoto {
  /** "indexed", or the failure's kind. */
  readonly state: string;
  readonly width: number;
  readonly height: number;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The thumbnail in 12 x 8 pixels, RGB. */
  readonly look: readonly number[];
}

/** Every photo of the index, by its path. */
export const storedPhotos = (
  page: Page,
): Promise<Record<string, StoredPhoto>> =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error(request.error?.message));
        };
      });
    const db = await asked(indexedDB.open("tulip-photos"));
    const all = async (name: string) => {
      const store = db.transaction(name).objectStore(name);
      const [keys, values] = [store.getAllKeys(), store.getAll()];
      await asked(values);
      return keys.result.map((key, i) => [key, values.result[i]] as const);
    };
    const thumbnails = new Map(await all("thumbnails"));
    const photos: Record<string, StoredPhoto> = {};
    for (const [key, value] of await all("photos")) {
      const { path, state } = value as {
        path: string;
        state: StoredPhoto & { kind: string; failure?: { kind: string } };
      };
      const thumbnail = thumbnails.get(key) as Blob | undefined;
      photos[path] = {
        state: state.failure?.kind ?? state.kind,
        width: state.width,
        height: state.height,
        metadata: state.metadata,
        look: thumbnail ? await lookOf(thumbnail) : [],
      };
    }
    db.close();
    return photos;

    async function lookOf(thumbnail: Blob) {
      const bitmap = await createImageBitmap(thumbnail);
      const context = new OffscreenCanvas(12, 8).getContext("2d");
      if (!context) throw new Error("no canvas");
      context.imageSmoothingQuality = "high";
      context.drawImage(bitmap, 0, 0, 12, 8);
      const { data } = context.getImageData(0, 0, 12, 8);
      return [...data].filter((_, i) => i % 4 < 3);
    }
  });

/** Mean difference of two looks, of 255. */
export const lookDifference = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? NaN)), 0) /
  a.length;

/**
 * Every record of a store. Vectors come as base64: tens of thousands as numbers would be more than one message of the
 * browser's may hold.
 */
const everyIn = <T>(
  page: Page,
  store: "folders" | "photos" | "vectors",
): Promise<T[]> =>
  page.evaluate(async (store) => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error(request.error?.message));
        };
      });
    // To open it before the app has would be to create it.
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === "tulip-photos")) return [];
    const db = await asked(indexedDB.open("tulip-photos"));
    const records = await asked(
      db.transaction(store).objectStore(store).getAll() as IDBRequest<
        { vectors?: Float32Array<ArrayBuffer> }[]
      >,
    );
    db.close();
    return records.map(({ vectors, ...record }) => ({
      ...record,
      ...(vectors && { vectors: new Uint8Array(vectors.buffer).toBase64() }),
    }));
  }, store) as Promise<T[]>;

/** Every vector of the index (those of so many numbers alone, where asked), by the photo's path. */
export async function storedVectors(
  page: Page,
  ofDim?: number,
): Promise<Record<string, number[]>> {
  const found: Record<string, number[]> = {};
  for (const chunk of await everyIn<Chunk>(page, "vectors")) {
    const bytes = Uint8Array.from(Buffer.from(chunk.vectors, "base64"));
    const vectors = new Float32Array(bytes.buffer);
    const dim = vectors.length / chunk.keys.length;
    if (ofDim !== undefined && dim !== ofDim) continue;
    chunk.keys.forEach((key, i) => {
      if (key !== null)
        found[key.slice(key.indexOf("/") + 1)] = Array.from(
          vectors.subarray(i * dim, (i + 1) * dim),
        );
    });
  }
  return found;
}

interface Chunk {
  readonly keys: readonly (string | null)[];
  readonly vectors: string;
}

/** "indexed", or the failure's kind, of every photo of the index by its path. */
export async function storedStates(
  page: Page,
): Promise<Record<string, string>> {
  const photos = await everyIn<{
    path: string;
    state: { kind: string; failure?: { kind: string } };
  }>(page, "photos");
  return Object.fromEntries(
    photos.map(({ path, state }) => [path, state.failure?.kind ?? state.kind]),
  );
}

/** When a folder was last looked through to the end, in milliseconds since 1970; 0 where none was. */
export async function lastScanMs(page: Page): Promise<number> {
  const folders = await everyIn<{ scannedMs?: number }>(page, "folders");
  return Math.max(0, ...folders.map(({ scannedMs = 0 }) => scannedMs));
}
