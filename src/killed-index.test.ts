/** What is stored of a run, a removal or a freed tower is whole, whatever transaction was the last. */
import { IDBFactory } from "fake-indexeddb";
import { expect, test } from "vitest";
import {
  cuts,
  cutShort,
  encodedByAll,
  nextStart,
  revisions,
  storeEncoded,
  vectorIn,
} from "./fixtures/cut-short";
import { folder, load } from "./fixtures/invented-index";
import type { IndexedPhoto } from "./index-schema";
import { photoKey } from "./photo";
import { PhotoIndex } from "./photo-index";

async function newIndex(): Promise<PhotoIndex> {
  globalThis.indexedDB = new IDBFactory();
  const index = await PhotoIndex.open();
  await index.putFolder(folder);
  return index;
}

const batchesOf = (size: number) =>
  Array.from({ length: 6 }, (_, batch) =>
    Array.from({ length: size }, (_, i) =>
      encodedByAll(`${batch}-${i}.jpg`, 1, folder.id),
    ),
  );
const gone = ["0-0.jpg", "4-1.jpg"].map((path) => photoKey(folder.id, path));
/** The tower in use. */
const [revision] = revisions;

/** A run as the engine does it: what is not known batch by batch, then what is gone, then the merge. */
async function run(
  index: PhotoIndex,
  { table, records }: Awaited<ReturnType<typeof load>>,
  batches: readonly (readonly IndexedPhoto[])[],
) {
  for (const batch of batches) {
    const work = batch
      .filter(({ key }) => !records.has(key))
      .map((photo) => ({
        ...photo,
        record: { ...photo.record, encodedBy: [revision] },
      }));
    for (const { key, record } of work)
      table.put(key, vectorIn(revision, record.path, record.modifiedMs));
    try {
      if (work.length > 0) await index.commit(revision, folder.id, work, table);
    } catch (error) {
      for (const { key } of work) table.remove(key);
      throw error;
    }
    for (const { key, record } of work) records.set(key, record);
  }
  await index.remove(revision, folder.id, gone, table);
  for (const key of gone) records.delete(key);
  await index.merge(revision, folder.id, table);
}

test.each(
  cuts.flatMap((how) => [
    { how, size: 2, ats: [0, 1, 2, 3, 4, 5, 6, 7, 8] },
    // The fifth batch fills a chunk: it is stored with the chunk, in place of the segments.
    { how, size: 210, ats: [4] },
  ]),
)(
  "whatever batch, removal or merge is $how, what was stored before is whole, and the next run brings the rest ($size a batch)",
  async ({ how, size, ats }) => {
    const batches = batchesOf(size);
    const whole = batches
      .flat()
      .filter(({ key }) => !gone.includes(key))
      .map(({ key }) => `${key} of 1: ${revision} thumbnail`)
      .sort();
    for (const at of ats) {
      const before = await newIndex();
      const known = await load(before, revision);
      const wasCut = await cutShort(how, at, () => run(before, known, batches));
      // Six batches, the removal, the merge.
      expect(wasCut).toBe(at < 8);
      const index = await PhotoIndex.open();
      const found = await nextStart(index);
      expect(found).toHaveLength(at > 6 ? whole.length : at * size);
      for (const photo of found) expect(photo).toContain("r1 thumbnail");
      // On a full disk the same tab goes on, with the table that it has in memory.
      await (how === "killed"
        ? run(index, await load(index, revision), batches)
        : run(before, known, batches));
      expect((await nextStart(index)).sort()).toEqual(whole);
    }
  },
  30_000,
);

test.each(cuts)(
  "whatever transaction of a removal is %s, the folder is there as it was or gone, and so it is with a tower's vectors",
  async (how) => {
    const photosOf = (id: string) => [encodedByAll("a.jpg", 1, id)];
    const all = ["f1", "f10"].map((id) => `${id}/a.jpg of 1: r1 r2 thumbnail`);
    const ways = [
      {
        forget: (index: PhotoIndex) => index.removeFolder("f1"),
        left: all.slice(1),
      },
      {
        forget: (index: PhotoIndex) => index.forgetTower("r1"),
        left: all.map((photo) => photo.replace(" r1", "")),
      },
    ];
    for (const { forget, left } of ways)
      for (const at of [0, 1]) {
        const before = await newIndex();
        await before.putFolder({ ...folder, id: "f10" });
        for (const id of ["f1", "f10"])
          await storeEncoded(before, id, photosOf(id));
        const wasCut = await cutShort(how, at, () => forget(before));
        expect(wasCut).toBe(at === 0);
        const index = await PhotoIndex.open();
        expect(await nextStart(index)).toEqual(wasCut ? all : left);
      }
  },
);
