import { IDBFactory } from "fake-indexeddb";
import { expect, test } from "vitest";
import {
  cuts,
  cutShort,
  encodedByAll,
  nextStart,
  storeEncoded,
} from "./fixtures/cut-short";
import { folder } from "./fixtures/invented-index";
import { PhotoIndex } from "./photo-index";
import { takeInFolders } from "./take-in-folders";

const outer = { ...folder, id: "outer" };
const inner = [
  { folder: { ...folder, id: "beach", excluded: ["private"] }, path: "beach" },
  { folder: { ...folder, id: "lake" }, path: "2023/lake" },
];
/** @param count photos of the beach */
async function storeInner(count: number): Promise<PhotoIndex> {
  globalThis.indexedDB = new IDBFactory();
  const index = await PhotoIndex.open();
  for (const { folder } of inner) await index.putFolder(folder);
  const beach = Array.from({ length: count }, (_, i) =>
    encodedByAll(`${i}.jpg`, 2, "beach"),
  );
  await storeEncoded(index, "beach", beach);
  await storeEncoded(index, "lake", [encodedByAll("a.jpg", 2, "lake")]);
  return index;
}

/** Where each photo that the next start finds lies in the folder around. */
const places = (found: readonly string[]) =>
  found
    .map((photo) => photo.replace(/^outer\//, "").replace(/^lake/, "2023/lake"))
    .sort();

test.each(
  cuts.flatMap((how) => [
    { how, count: 3, ats: [0, 1, 2, 3, 4, 5, 6, 7] },
    // So many photos share no single transaction: the second one of them.
    { how, count: 257, ats: [3] },
  ]),
)(
  "whatever transaction of a take-in is $how, the next start finds every photo once, and it can be taken in again ($count)",
  async ({ how, count, ats }) => {
    const whole = places(await nextStart(await storeInner(count)));
    expect(whole).toHaveLength(count + 1);
    for (const photo of whole) expect(photo).toContain("r1 r2 thumbnail");
    for (const at of ats) {
      const before = await storeInner(count);
      const wasCut = await cutShort(how, at, () =>
        takeInFolders(inner, outer, before),
      );
      // Two towers' vectors and the photos of either folder, and the switch.
      expect(wasCut).toBe(at < 7);
      const index = await PhotoIndex.open();
      expect(places(await nextStart(index))).toEqual(whole);
      const ids = (await index.folders()).map(({ id }) => id);
      expect(ids).toEqual(wasCut ? ["beach", "lake"] : ["outer"]);
      if (wasCut) await takeInFolders(inner, outer, index);
      expect(places(await nextStart(index))).toEqual(whole);
      expect(await index.folders()).toEqual([
        { ...outer, excluded: ["beach/private"] },
      ]);
    }
  },
  30_000,
);

test.each(cuts)(
  "taken in by a folder that knows some of them, whatever transaction is %s, no photo has another state's vector",
  async (how) => {
    let at = 0;
    for (let wasCut = true; wasCut; at++) {
      const before = await storeInner(3);
      await before.putFolder(outer);
      await storeEncoded(before, "outer", [
        encodedByAll("beach/0.jpg", 1, "outer"),
        encodedByAll("beach/1.jpg", 3, "outer"),
        encodedByAll("mine.jpg", 3, "outer"),
      ]);
      wasCut = await cutShort(how, at, () =>
        takeInFolders(inner, outer, before),
      );
      const index = await PhotoIndex.open();
      const paths = places(await nextStart(index)).map((photo) =>
        photo.slice(0, photo.indexOf(" ")),
      );
      expect([...new Set(paths)]).toEqual([
        "2023/lake/a.jpg",
        "beach/0.jpg",
        "beach/1.jpg",
        "beach/2.jpg",
        "mine.jpg",
      ]);
      if (wasCut) await takeInFolders(inner, outer, index);
      expect(await nextStart(index)).toEqual([
        "outer/2023/lake/a.jpg of 2: r1 r2 thumbnail",
        "outer/beach/0.jpg of 1: r1 r2 thumbnail",
        "outer/beach/1.jpg of 3: r1 r2 thumbnail",
        "outer/beach/2.jpg of 2: r1 r2 thumbnail",
        "outer/mine.jpg of 3: r1 r2 thumbnail",
      ]);
    }
    expect(at).toBeGreaterThan(7);
  },
  30_000,
);
