import { openDB } from "idb";
import { expect, test } from "vitest";
import { loadFolder } from "./engine/folder-index";
import { photosToEncode } from "./engine/to-encode";
import fixture from "./fixtures/index-v1.json";
import { dim, photo } from "./fixtures/invented-index";
import { normalize, photoKey } from "./photo";
import { PhotoIndex } from "./photo-index";

/** Writes a database as an earlier version left it. */
async function restoreFixture() {
  const { version, stores } = fixture as unknown as {
    version: number;
    stores: Record<
      string,
      { keyPath: string | null; entries: [IDBValidKey, unknown][] }
    >;
  };
  const db = await openDB("tulip-photos", version, {
    upgrade(opened) {
      for (const [name, { keyPath, entries }] of Object.entries(stores)) {
        const store = opened.createObjectStore(name, { keyPath });
        for (const [key, value] of entries)
          void store.put(revived(value), keyPath ? undefined : key);
      }
    },
  });
  db.close();
}
/** Vectors are lists of numbers in JSON. */
function revived(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { vectors } = value as { vectors?: { float32: number[] } };
  return vectors
    ? { ...value, vectors: Float32Array.from(vectors.float32) }
    : value;
}

test("an index of version 1 is brought along: nothing is encoded again, and records say which towers encoded them", async () => {
  await restoreFixture();
  const index = await PhotoIndex.open();
  expect((await index.folders()).map(({ name }) => name)).toEqual([
    "Holiday",
    "Scans",
  ]);
  const towers = [
    { revision: "r1", dim },
    { revision: "r2", dim },
  ];
  const [one, two] = await loadFolder("f1", index, towers);
  const key = (path: string) => photoKey("f1", path);
  expect(one.records.get(key("old.jpg"))?.encodedBy).toEqual(["r1"]);
  expect(one.records.get(key("sub/b.jpg"))?.encodedBy).toEqual(["r1", "r2"]);
  expect(one.records.get(key("cut.jpg"))?.state.kind).toBe("failed");
  expect(one.records.has(key("gone.jpg"))).toBe(false);
  expect(one.table.size).toBe(2);
  expect(two?.table.size).toBe(1);
  expect(one.table.vectorOf(key("sub/b.jpg"))).toEqual(
    normalize(Float32Array.from([1, 1, 0, 0])),
  );
  const files = [...one.records].map(([key, record]) => ({
    ...photo(record.path),
    ...record,
    key,
  }));
  expect(photosToEncode(files, one)).toEqual([]);
});

test("an index of a later version of the page is left alone, with a sentence", async () => {
  await new Promise((resolve) => {
    const later = indexedDB.open("tulip-photos", 99);
    later.onsuccess = () => {
      later.result.close();
      resolve(null);
    };
  });
  await expect(PhotoIndex.open()).rejects.toThrow("newer");
});
