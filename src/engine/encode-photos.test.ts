import { expect, test, vi } from "vitest";
import { encoderOf } from "../fixtures/invented-decoder";
import { folder, load, photo, vector } from "../fixtures/invented-index";
import { photoKey, type PhotoFile, type UnitVector } from "../photo";
import { PhotoIndex } from "../photo-index";
import { encodePhotos, type PhotoEncoder } from "./encode-photos";
import type { FolderIndex } from "./folder-index";
import { photosToEncode } from "./to-encode";
import { Twins } from "./twins";

vi.mock("../decode-pool", () => import("../fixtures/invented-decoder"));

/** A photo of this content. */
const photoOf = (path: string, content: string, modifiedMs = 1): PhotoFile => ({
  ...photo(path, modifiedMs),
  open: () => Promise.resolve(new Blob([content])),
});

async function encodeAll(
  photos: readonly PhotoFile[],
  into: FolderIndex,
  index: PhotoIndex,
  encoder: PhotoEncoder,
) {
  const told = [];
  for await (const one of encodePhotos(
    photos,
    { kind: "samples" },
    into,
    index,
    encoder,
    new Twins([into], () => true, index),
    new AbortController().signal,
  ))
    told.push(one);
  return told;
}

const keyOf = (path: string) => photoKey(folder.id, path);

test("a photo that gets no vector fails by itself, and the others of its batch are stored", async () => {
  const index = await PhotoIndex.open();
  const photos = ["a", "b", "c"].map((name) => photoOf(`${name}.jpg`, name));
  const encoder = encoderOf((batch) =>
    Promise.resolve(batch.map((_, i) => (i === 1 ? null : vector(i)))),
  );
  const told = await encodeAll(photos, await load(index), index, encoder);
  const failure = { kind: "no-vector", path: "b.jpg", revision: "r1" };
  expect(told.map((one) => one.failure)).toEqual([null, failure, null]);

  const { records, table } = await load(await PhotoIndex.open());
  expect(table.vectorOf(keyOf("c.jpg"))).toEqual(vector(2));
  expect(table.has(keyOf("b.jpg"))).toBe(false);
  expect(records.get(keyOf("b.jpg"))?.state).toEqual({
    kind: "failed",
    failure,
  });
});

test("a batch that finds no room leaves to the search what is stored of its photos, and is encoded by the next run", async () => {
  const index = await PhotoIndex.open();
  const into = await load(index);
  const vectorsOf = (...vectors: (UnitVector | null)[]) =>
    encoderOf(() => Promise.resolve([...vectors]));
  const old = ["a.jpg", "b.jpg"].map((path) => photoOf(path, path));
  await encodeAll(old, into, index, vectorsOf(vector(1), vector(2)));

  const changed = ["a.jpg", "b.jpg", "c.jpg"].map((path) =>
    photoOf(path, `new ${path}`, 2),
  );
  const encoder = vectorsOf(vector(3), null, vector(4));
  const full = new DOMException("full", "QuotaExceededError");
  vi.spyOn(index, "commit").mockRejectedValueOnce(full);
  await expect(encodeAll(changed, into, index, encoder)).rejects.toBe(full);
  expect(into.table.vectorOf(keyOf("a.jpg"))).toEqual(vector(1));
  expect(into.table.vectorOf(keyOf("b.jpg"))).toEqual(vector(2));
  expect(into.table.size).toBe(2);

  expect(photosToEncode(changed, into)).toEqual(changed);
  await encodeAll(changed, into, index, encoder);
  const { table } = await load(await PhotoIndex.open());
  expect(table.vectorOf(keyOf("a.jpg"))).toEqual(vector(3));
  expect(table.vectorOf(keyOf("c.jpg"))).toEqual(vector(4));
  expect(table.size).toBe(2);
});
