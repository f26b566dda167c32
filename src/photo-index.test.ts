import { expect, test } from "vitest";
import { photosToEncode } from "./engine/to-encode";
import {
  folder,
  indexed,
  load,
  photo,
  store,
  vector,
} from "./fixtures/invented-index";
import { photoKey } from "./photo";
import { PhotoIndex } from "./photo-index";

test("another revision of the image tower, or another folder, shares no vectors", async () => {
  const index = await PhotoIndex.open();
  await store(await load(index), index, [indexed(photo("a.jpg"))]);
  const other = await load(index, "r2");
  expect(other.table.size).toBe(0);
  expect(photosToEncode([photo("a.jpg")], other)).toHaveLength(1);
  expect((await load(index, "r1", "f10")).records.size).toBe(0);
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

test("a tower in no use is told with its bytes, merged or not, and can be forgotten", async () => {
  const index = await PhotoIndex.open();
  const into = await load(index, "unused");
  await store(into, index, [photo("a.jpg"), photo("b.jpg")].map(indexed));
  const unused = () => index.unusedVectors(new Set(["r1"]));
  const apart = (await unused()).get("unused");
  expect(apart).toBe(2 * vector(1).byteLength);
  await index.merge("unused", folder.id, into.table);
  expect((await unused()).get("unused")).toBe(apart);
  expect((await index.unusedVectors(new Set(["unused"]))).size).toBe(0);
  await index.forgetTower("unused");
  expect((await unused()).size).toBe(0);
});
