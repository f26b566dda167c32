import { expect, test } from "vitest";
import { loadFolder } from "./folder-index";
import { photosToEncode } from "./to-encode";
import {
  dim,
  failed,
  folder,
  indexed,
  load,
  photo,
  store,
} from "../fixtures/invented-index";
import type { PhotoFile } from "../photo";
import { PhotoIndex } from "../photo-index";

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
