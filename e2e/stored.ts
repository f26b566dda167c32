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
