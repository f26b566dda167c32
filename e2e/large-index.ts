/** An index of many photos, written into the browser's database as the app would have written it. */
import type { Page } from "@playwright/test";

/**
 * Writes an index of `count` photos; the next load finds it.
 *
 * Photo i has the vector (cos a, sin a, 0, ...) with a = i radians, so any query scores it q0 cos a + q1 sin a: two scores
 * tell all of them. Its thumbnail is a square in a colour of its own.
 */
export async function writeLargeIndex(
  page: Page,
  count: number,
): Promise<void> {
  await page.evaluate(async (photos) => {
    const manifest = (await (await fetch("models/manifest.json")).json()) as {
      vision: Record<string, { revision: string }>;
      models: { dim: number }[];
    };
    const revision = Object.values(manifest.vision)[0]?.revision ?? "";
    const dim = manifest.models[0]?.dim ?? 0;
    const pathOf = (i: number) => `${String(i).padStart(6, "0")}.jpg`;

    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error(request.error?.message));
        };
      });
    const ended = (transaction: IDBTransaction) =>
      new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => {
          resolve();
        };
        transaction.onabort = () => {
          reject(new Error(transaction.error?.message));
        };
      });

    const canvas = new OffscreenCanvas(32, 32);
    const context = canvas.getContext("2d");
    const squares: Blob[] = [];
    for (let hue = 0; hue < 12; hue++) {
      if (context) context.fillStyle = `hsl(${String(hue * 30)} 60% 50%)`;
      context?.fillRect(0, 0, 32, 32);
      squares.push(await canvas.convertToBlob({ type: "image/webp" }));
    }

    const index = await done(indexedDB.open("tulip-photos"));
    const transaction = index.transaction(
      ["folders", "photos", "vectors", "thumbnails"],
      "readwrite",
    );
    const store = (name: string) => transaction.objectStore(name);
    store("folders").put({
      id: "large",
      name: "large",
      kind: "files",
      total: photos,
    });
    for (let chunk = 0; chunk * 1024 < photos; chunk++) {
      const rows = Math.min(1024, photos - chunk * 1024);
      const keys: string[] = [];
      const vectors = new Float32Array(rows * dim);
      for (let row = 0; row < rows; row++) {
        const i = chunk * 1024 + row;
        keys.push(`large/${pathOf(i)}`);
        vectors[row * dim] = Math.cos(i);
        vectors[row * dim + 1] = Math.sin(i);
      }
      store("vectors").put({ chunk, keys, vectors }, [
        revision,
        "large",
        chunk,
      ]);
    }
    for (let i = 0; i < photos; i++) {
      store("photos").put(
        {
          path: pathOf(i),
          sizeBytes: 1,
          modifiedMs: 1,
          state: { kind: "indexed", width: 4, height: 3, metadata: {} },
          encodedBy: [revision],
        },
        `large/${pathOf(i)}`,
      );
      store("thumbnails").put(squares[i % 12], `large/${pathOf(i)}`);
    }
    await ended(transaction);
    index.close();
  }, count);
}
