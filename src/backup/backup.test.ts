import { expect, test } from "vitest";
import {
  backup,
  contents,
  fill,
  holiday,
  noSettings,
  restored,
} from "../fixtures/invented-backup";
import { normalize, photoKey } from "../photo";
import { PhotoIndex } from "../photo-index";
import { VectorTable } from "../vector-table";
import { openBackup } from "./read-backup";

test("a backup brings back records, failures and vectors to the last bit, and a folder that nobody has picked here", async () => {
  const index = await PhotoIndex.open();
  await fill(index, holiday, 9);
  const file = await backup();
  const before = await contents();
  await index.removeFolder(holiday.id);
  expect(await contents()).not.toEqual(before);
  const { restored: ids, known, settings } = await restored(file, index);
  expect({ ids, known, settings }).toEqual({
    ids: ["f1"],
    known: [],
    settings: noSettings,
  });
  expect(await contents()).toEqual(before);
  expect(await index.folders()).toEqual([{ ...holiday, restored: true }]);
});

test("a folder that is here stays as it is, also under another id", async () => {
  const index = await PhotoIndex.open();
  await fill(index, holiday, 9);
  const file = await backup();
  expect((await restored(file, index)).known).toEqual(["Holiday"]);
  await index.removeFolder(holiday.id);
  await fill(index, { ...holiday, id: "f2" }, 7);
  const before = await contents();
  const { restored: ids, known } = await restored(file, index);
  expect({ ids, known }).toEqual({ ids: [], known: ["Holiday"] });
  expect(await contents()).toEqual(before);
  await index.removeFolder("f2");
  await fill(index, { ...holiday, id: "f3" }, 9, 500);
  expect((await restored(file, index)).restored).toEqual(["f1"]);
});

test("a backup's head names every image tower, one whose vectors are not merged yet too", async () => {
  const index = await PhotoIndex.open();
  await fill(index, holiday, 9);
  const table = new VectorTable(4);
  table.put(photoKey(holiday.id, "0.jpg"), normalize(Float32Array.of(1, 2)));
  await index.commit("r2", holiday.id, [], table);
  const { head } = await openBackup(await backup());
  expect(head.towers).toEqual(["r1", "r2"]);
});
