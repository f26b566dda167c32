import { expect, test, vi } from "vitest";
import { encoderOf } from "../fixtures/invented-decoder";
import { folder, load, photo, vector } from "../fixtures/invented-index";
import { photoKey, type PhotoFile } from "../photo";
import { PhotoIndex } from "../photo-index";
import { encodePhotos, type PhotoEncoder } from "./encode-photos";
import type { FolderIndex } from "./folder-index";
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
  const keyOf = (path: string) => photoKey(folder.id, path);
  expect(table.vectorOf(keyOf("c.jpg"))).toEqual(vector(2));
  expect(table.has(keyOf("b.jpg"))).toBe(false);
  expect(records.get(keyOf("b.jpg"))?.state).toEqual({
    kind: "failed",
    failure,
  });
});
