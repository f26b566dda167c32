import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { normalize, photoKey, type PhotoKey } from "../photo";
import { PhotoIndex } from "../photo-index";
import { type PhotoRecord } from "../index-schema";
import { VectorTable } from "../vector-table";
import type { FolderIndex } from "./folder-index";
import { Twins } from "./twins";

const vector = normalize(Float32Array.from([3, 4]));

function folderWith(
  id: string,
  photos: Record<string, string>,
  encodedBy = ["r1"],
): FolderIndex {
  const table = new VectorTable(2);
  const records = new Map<PhotoKey, PhotoRecord>();
  for (const [path, hash] of Object.entries(photos)) {
    const key = photoKey(id, path);
    table.put(key, vector);
    const state = {
      kind: "indexed",
      width: 3,
      height: 2,
      metadata: {},
    } as const;
    records.set(key, {
      path,
      sizeBytes: 1,
      modifiedMs: 1,
      hash,
      state,
      encodedBy,
    });
  }
  const folder = { id, name: id, kind: "files", total: 1 } as const;
  return { folder, revision: "r1", records, table };
}

test("a photo of known content is indexed as its twin in any folder, vector and all", async () => {
  const index = await PhotoIndex.open();
  const folders = [folderWith("f1", { "a.jpg": "aa" }), folderWith("f2", {})];
  const twins = new Twins(folders, () => true, index);
  const twin = await twins.find("aa");
  expect(twin?.vector).toEqual(vector);
  expect(twin?.state).toMatchObject({ width: 3, height: 2 });
  expect(await twins.find("bb")).toBeNull();
  // The photo itself under another time, as a card's clock gives it: nothing is encoded again.
  expect((await twins.find("aa"))?.vector).toEqual(vector);
});

test("what the tower has not encoded as it is now is no twin", async () => {
  const index = await PhotoIndex.open();
  const folders = [folderWith("f1", { "a.jpg": "aa" }, ["r2"])];
  expect(await new Twins(folders, () => true, index).find("aa")).toBeNull();
});

test("a hash of both ends follows a photo that moved, and never a copy", async () => {
  const index = await PhotoIndex.open();
  const folders = [folderWith("f1", { "a.tif": "ends:aa" })];
  const copy = new Twins(folders, () => true, index);
  expect(await copy.find("ends:aa")).toBeNull();
  const moved = new Twins(folders, () => false, index);
  expect((await moved.find("ends:aa"))?.vector).toEqual(vector);
});
