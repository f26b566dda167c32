import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { beforeEach, expect, test } from "vitest";
import { loadFolder, type FolderIndex } from "./engine/folder-index";
import { photosToEncode } from "./engine/to-encode";
import fixture from "./fixtures/index-v1.json";
import { normalize, photoKey, type PhotoFile } from "./photo";
import { PhotoIndex } from "./photo-index";
import { type IndexedPhoto } from "./index-schema";

const dim = 4;
const folder = { id: "f1", name: "Holiday", kind: "files", total: 0 } as const;

const photo = (
  path: string,
  modifiedMs = 1,
  folderId: string = folder.id,
): PhotoFile => ({
  key: photoKey(folderId, path),
  path,
  sizeBytes: 100,
  modifiedMs,
  open: () => Promise.reject(new Error("nobody opens it")),
});

const indexed = ({
  key,
  path,
  sizeBytes,
  modifiedMs,
}: PhotoFile): IndexedPhoto => ({
  key,
  record: {
    path,
    sizeBytes,
    modifiedMs,
    state: { kind: "indexed", width: 3, height: 2, metadata: {} },
    encodedBy: ["r1"],
  },
  thumbnail: null,
});

const failed = (
  file: PhotoFile,
  kind: "corrupt-photo" | "unreadable-photo",
): IndexedPhoto => ({
  ...indexed(file),
  record: {
    ...indexed(file).record,
    state: { kind: "failed", failure: { kind, path: file.path, reason: "" } },
  },
});

const vector = (n: number) => normalize(Float32Array.from([1, n, 0, 0]));

async function load(
  index: PhotoIndex,
  revision = "r1",
  folderId: string = folder.id,
): Promise<FolderIndex> {
  const [records, table] = await Promise.all([
    index.photosOf(folderId),
    index.vectorsOf(revision, folderId, dim),
  ]);
  return { folder, revision, records, table };
}

async function store(
  into: FolderIndex,
  index: PhotoIndex,
  photos: readonly IndexedPhoto[],
) {
  photos.forEach(({ key, record }, n) => {
    if (record.state.kind === "indexed") into.table.put(key, vector(n));
  });
  await index.commit(into.revision, into.folder.id, photos, into.table);
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test("after a kill the next run encodes only what was not committed, newest first", async () => {
  const photos = [
    photo("a.jpg", 1),
    photo("b.jpg", 2),
    photo("c.jpg", 3),
    photo("d.jpg", 4),
  ];
  const index = await PhotoIndex.open();
  await store(await load(index), index, photos.slice(0, 2).map(indexed));

  const next = await load(await PhotoIndex.open());
  expect(next.table.size).toBe(2);
  expect(photosToEncode(photos, next).map(({ path }) => path)).toEqual([
    "d.jpg",
    "c.jpg",
  ]);
});

test("a photo whose size or time changed is encoded again, and keeps its row", async () => {
  const index = await PhotoIndex.open();
  await store(
    await load(index),
    index,
    [photo("a.jpg"), photo("b.jpg")].map(indexed),
  );
  const into = await load(index);
  const changed = [{ ...photo("a.jpg"), sizeBytes: 101 }, photo("b.jpg", 2)];
  expect(photosToEncode(changed, into)).toHaveLength(2);
  await store(into, index, changed.map(indexed));
  expect((await load(index)).table.rows).toBe(2);
});

test("a photo that failed is left alone until it changes, unless it could not even be read", async () => {
  const index = await PhotoIndex.open();
  const photos = [photo("corrupt.jpg"), photo("locked.jpg")];
  await store(await load(index), index, [
    failed(photos[0] as PhotoFile, "corrupt-photo"),
    failed(photos[1] as PhotoFile, "unreadable-photo"),
  ]);
  const into = await load(index);
  expect(photosToEncode(photos, into).map(({ path }) => path)).toEqual([
    "locked.jpg",
  ]);
});

test("another revision of the image tower, or another folder, shares no vectors", async () => {
  const index = await PhotoIndex.open();
  await store(await load(index), index, [indexed(photo("a.jpg"))]);
  const other = await load(index, "r2");
  expect(other.table.size).toBe(0);
  expect(photosToEncode([photo("a.jpg")], other)).toHaveLength(1);
  expect((await load(index, "r1", "f10")).records.size).toBe(0);
});

test("photos that changed or went while a tower was not in use are encoded again by it", async () => {
  const index = await PhotoIndex.open();
  await index.putFolder(folder);
  const towers = [
    { revision: "r1", dim },
    { revision: "r2", dim },
  ];
  const by = (file: PhotoFile, ...encodedBy: string[]) => {
    const photo = indexed(file);
    return { ...photo, record: { ...photo.record, encodedBy } };
  };
  const [same, old, gone] = [
    photo("same.jpg"),
    photo("old.jpg"),
    photo("gone.jpg"),
  ];
  const [one, two] = await loadFolder(folder.id, index, towers);
  if (!two) throw new Error("two towers");
  for (const into of [one, two])
    await store(
      into,
      index,
      [same, old, gone].map((each) => by(each, "r1", "r2")),
    );

  // Only the first tower is in use: one photo changes, one goes.
  const [alone] = await loadFolder(folder.id, index, towers.slice(0, 1));
  const changed = photo("old.jpg", 2);
  await store(alone, index, [by(changed, "r1")]);
  await index.remove("r1", folder.id, [gone.key], alone.table);

  const [first, second] = await loadFolder(folder.id, index, towers);
  if (!second) throw new Error("two towers");
  expect(first.table.size).toBe(2);
  expect(photosToEncode([same, changed], first)).toEqual([]);
  expect(second.table.size).toBe(1);
  expect(photosToEncode([same, changed], second)).toEqual([changed]);

  await index.forgetTower("r2");
  const [kept, forgotten] = await loadFolder(folder.id, index, towers);
  expect(kept.table.size).toBe(2);
  expect(forgotten?.table.size).toBe(0);
});

test("removed photos are gone from the records and the vectors", async () => {
  const index = await PhotoIndex.open();
  const into = await load(index);
  await store(into, index, [photo("a.jpg"), photo("b.jpg")].map(indexed));
  await index.remove(
    into.revision,
    folder.id,
    [photoKey(folder.id, "a.jpg")],
    into.table,
  );
  const after = await load(index);
  expect([...after.records.keys()]).toEqual([photoKey(folder.id, "b.jpg")]);
  expect(after.table.size).toBe(1);
  expect(after.table.holes.size).toBe(1);
});

test("a folder that is removed leaves nothing behind, and another folder keeps everything", async () => {
  const index = await PhotoIndex.open();
  const other = { ...folder, id: "f2" };
  await index.putFolder(folder);
  await index.putFolder(other);
  const thumbnail = new Blob(["x"]);
  for (const { id } of [folder, other]) {
    const photos = [{ ...indexed(photo("a.jpg", 1, id)), thumbnail }];
    const into = await load(index, "r1", id);
    await store({ ...into, folder: { ...folder, id } }, index, photos);
  }
  await index.removeFolder("f1");
  expect(await index.folders()).toEqual([other]);
  for (const [id, left] of [
    ["f1", 0],
    ["f2", 1],
  ] as const) {
    const { records, table } = await load(index, "r1", id);
    expect([records.size, table.size]).toEqual([left, left]);
    const kept = await index.thumbnail(photoKey(id, "a.jpg"));
    expect(kept === undefined).toBe(left === 0);
  }
});

test("after a merge the vectors are in chunks, and everything is as it was", async () => {
  const index = await PhotoIndex.open();
  const into = await load(index);
  await store(into, index, [photo("a.jpg"), photo("b.jpg")].map(indexed));
  const before = await load(index);
  await index.merge("r1", folder.id, before.table);
  const after = await load(await PhotoIndex.open());
  expect(after.table.keys).toEqual(into.table.keys);
  expect(after.table.vectorOf(photoKey("f1", "b.jpg"))).toEqual(vector(1));
  expect(after.table.change(true)).toBeNull();
});

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
