import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import type { PhotoFailure } from "../failures";
import type { IndexedPhoto } from "../index-schema";
import { normalize, photoKey, type PhotoFile } from "../photo";
import { PhotoIndex } from "../photo-index";
import { failedRecord, failureOfOthers } from "./known-record";
import { failureIn, loadFolder, restingStatus } from "./folder-index";
import { photosToEncode } from "./to-encode";

const folder = { id: "f", name: "Holiday", kind: "handle", total: 1 } as const;
const path = "a.jpg";
const key = photoKey(folder.id, path);
const asIndexed: PhotoFile = {
  key,
  path,
  sizeBytes: 100,
  modifiedMs: 1,
  open: () => Promise.reject(new Error("nobody opens it")),
};
const touched = { ...asIndexed, modifiedMs: 2 };
const metadata = { takenAt: "2021-05-12T10:00:00" };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const load = (index: PhotoIndex) =>
  loadFolder(folder.id, index, [
    { revision: "r1", dim: 2 },
    { revision: "r2", dim: 2 },
  ]);

/** An index in which the first of two image towers has encoded the photo. */
async function indexOfOne(): Promise<PhotoIndex> {
  const index = await PhotoIndex.open();
  await index.putFolder(folder);
  const [one] = await load(index);
  one.table.put(key, normalize(Float32Array.of(3, 4)));
  const { sizeBytes, modifiedMs } = asIndexed;
  const photo: IndexedPhoto = {
    key,
    record: {
      path,
      sizeBytes,
      modifiedMs,
      state: { kind: "indexed", width: 3, height: 2, metadata },
      encodedBy: ["r1"],
    },
    thumbnail: new Blob(["small"]),
  };
  await index.commit("r1", folder.id, [photo], one.table);
  return index;
}

/** The pass of the second tower meets a failure; then the index is read anew. */
async function afterFailure(
  { sizeBytes, modifiedMs }: PhotoFile,
  failure: PhotoFailure,
) {
  const index = await indexOfOne();
  const [{ records }, two] = await load(index);
  if (!two) throw new Error("no second tower");
  const seen = { path, sizeBytes, modifiedMs };
  const record = failedRecord(records.get(key), seen, failure);
  const photo = { key, record, thumbnail: null };
  await index.commit("r2", folder.id, [photo], two.table);
  return { index, towers: await load(await PhotoIndex.open()) };
}

const unreadable = { kind: "unreadable-photo", path, reason: "gone" } as const;
const stopped = { kind: "decoder-stopped", path } as const;

test.each([unreadable, stopped])(
  "$kind for the second image tower leaves what the first one found, and is listed",
  async (failure) => {
    const { index, towers } = await afterFailure(asIndexed, failure);
    const [{ table, records }] = towers;
    expect(table.has(key)).toBe(true);
    expect(records.get(key)?.state).toMatchObject({ metadata, width: 3 });
    expect(failureIn(records.get(key))).toEqual([failure]);
    expect(await index.thumbnail(key)).toBeDefined();
    const { counts, failures } = restingStatus(towers);
    expect(failures).toEqual([failure]);
    expect(counts).toMatchObject({ total: 1, unchanged: 0, failed: 1 });
  },
);

test("a photo that could not be read is tried in the next run, one that stopped a decoder when somebody asks", async () => {
  const [, second] = (await afterFailure(asIndexed, unreadable)).towers;
  if (!second) throw new Error("no second tower");
  expect(photosToEncode([asIndexed], second)).toHaveLength(1);
  globalThis.indexedDB = new IDBFactory();
  const [, other] = (await afterFailure(asIndexed, stopped)).towers;
  if (!other) throw new Error("no second tower");
  expect(photosToEncode([asIndexed], other)).toHaveLength(0);
  expect(photosToEncode([asIndexed], other, true)).toHaveLength(1);
});

test("a photo of a new time that nobody can read stays indexed as it was, counts once, and is tried again", async () => {
  const { towers } = await afterFailure(touched, unreadable);
  const [one] = towers;
  expect(one.table.has(key)).toBe(true);
  expect(one.records.get(key)?.modifiedMs).toBe(1);
  expect(photosToEncode([touched], one)).toHaveLength(1);
  const { counts } = restingStatus([one]);
  expect(counts).toMatchObject({ total: 1, unchanged: 0, failed: 1 });
});

test("a photo that changed and can't be decoded any more is neither found nor shown as it was", async () => {
  const { index, towers } = await afterFailure(touched, {
    kind: "corrupt-photo",
    path,
  });
  const [{ table, records }] = towers;
  expect(table.has(key)).toBe(false);
  expect(records.get(key)?.state.kind).toBe("failed");
  expect(await index.thumbnail(key)).toBeUndefined();
});

test("a photo that one image tower gave no vector is still tried by another, and then stays listed and found", async () => {
  const noVector = { kind: "no-vector", path, revision: "r1" } as const;
  const index = await PhotoIndex.open();
  await index.putFolder(folder);
  const [one, two] = await load(index);
  if (!two) throw new Error("no second tower");
  const { sizeBytes, modifiedMs } = asIndexed;
  const seen = { path, sizeBytes, modifiedMs };
  one.records.set(key, failedRecord(undefined, seen, noVector));
  expect(photosToEncode([asIndexed], one)).toEqual([]);
  expect(photosToEncode([asIndexed], two)).toEqual([asIndexed]);

  const failure = failureOfOthers(one.records.get(key), seen, "r2");
  expect(failure).toEqual(noVector);
  const state = { kind: "indexed", width: 3, height: 2, metadata } as const;
  two.table.put(key, normalize(Float32Array.of(3, 4)));
  two.records.set(key, {
    ...seen,
    state,
    encodedBy: ["r2"],
    failure: noVector,
  });
  for (const tower of [one, two])
    expect(photosToEncode([asIndexed], tower)).toEqual([]);
  expect(photosToEncode([asIndexed], one, true)).toEqual([asIndexed]);
  expect(failureOfOthers(two.records.get(key), seen, "r1")).toBeNull();
});
