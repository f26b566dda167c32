import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import { indexStores } from "./index-schema";
import { openIndex } from "./open-index";
import { photoKey } from "./photo";
import { PhotoIndex } from "./photo-index";
import { saveHandle, savedHandleIds } from "./settings";
import { sweepIndex } from "./sweep-index";

const folder = { id: "f1", name: "Holiday", kind: "handle", total: 1 } as const;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** Puts one thing of a folder into every store, but for the folder's own record. */
async function storeThings(id: string) {
  const db = await openIndex();
  const [key, row] = [photoKey(id, "a.jpg"), new Float32Array(4)];
  await db.put("thumbnails", new Blob(["x"]), key);
  await db.put(
    "photos",
    {
      path: "a.jpg",
      sizeBytes: 1,
      modifiedMs: 1,
      state: { kind: "indexed", width: 1, height: 1, metadata: {} },
    },
    key,
  );
  await db.put("vectors", { chunk: 0, keys: [key], vectors: row }, [
    "r1",
    id,
    0,
  ]);
  await db.put("segments", { rows: [0], keys: [key], vectors: row }, [
    "r1",
    id,
    0,
  ]);
  db.close();
}

/** How many records each store holds, by its name. */
async function countAll() {
  const db = await openIndex();
  const counts = await Promise.all(
    indexStores.map(async (name) => [name, await db.count(name)] as const),
  );
  db.close();
  return Object.fromEntries(counts);
}

test.each(["photos", "thumbnails", "vectors", "segments"] as const)(
  "%s that are left alone of a folder are removed, and nothing of another folder",
  async (left) => {
    const index = await PhotoIndex.open();
    await index.putFolder(folder);
    await storeThings(folder.id);
    const before = await countAll();
    // Its id begins as the other one's: keys may not be told apart by their beginnings alone.
    await storeThings("f10");
    const db = await openIndex();
    for (const name of indexStores)
      if (name !== left && name !== "folders")
        for (const key of await db.getAllKeys(name))
          if (JSON.stringify(key).includes("f10")) await db.delete(name, key);
    db.close();
    expect((await countAll())[left]).toBe((before[left] ?? 0) + 1);
    await sweepIndex(index);
    expect(await countAll()).toEqual(before);
    expect([...(await index.storedFolders())]).toEqual([folder.id]);
  },
);

test("a handle that is left of a folder is forgotten, and that of another folder is kept", async () => {
  const index = await PhotoIndex.open();
  await index.putFolder(folder);
  // The browser's handles are stored as any other object is.
  const handle = { name: "Holiday" } as FileSystemDirectoryHandle;
  await saveHandle(folder.id, handle);
  await saveHandle("gone", handle);
  await sweepIndex(index);
  expect(await savedHandleIds()).toEqual([folder.id]);
});

test("a removed folder leaves nothing at all to sweep", async () => {
  const index = await PhotoIndex.open();
  await index.putFolder(folder);
  await storeThings(folder.id);
  await index.removeFolder(folder.id);
  expect([...(await index.storedFolders())]).toEqual([]);
  expect(await index.folders()).toEqual([]);
});
