import { expect, test } from "vitest";
import {
  backup,
  contents,
  fill,
  holiday,
  restored,
} from "../fixtures/invented-backup";
import { openIndex } from "../open-index";
import { PhotoIndex } from "../photo-index";
import { restoreBackup } from "./restore-backup";
import { sweepIndex } from "../sweep-index";

test("a backup that is cut, damaged at any part, newer or none at all is refused by name and changes nothing", async () => {
  const index = await PhotoIndex.open();
  await fill(index, holiday, 9);
  const file = await backup();
  await index.removeFolder(holiday.id);
  await fill(index, { ...holiday, id: "f2", name: "Garden" }, 3);
  const before = [await contents(), await index.folders()];
  const bytes = new Uint8Array(await file.arrayBuffer());
  const flipped = (at: number) => bytes.with(at, (bytes[at] ?? 0) ^ 1);
  const text = new TextDecoder("latin1").decode(bytes);
  const newer = new TextEncoder().encode(
    JSON.stringify({ format: "tulip-photos backup", version: 2 }),
  );
  const bad = [
    bytes.slice(0, bytes.length / 2),
    bytes.slice(0, -1),
    new Uint8Array(0),
    newer,
    flipped(text.indexOf('"madeMs"')),
    flipped(text.indexOf("2021-05-12")),
    flipped(text.lastIndexOf('"revision"') + 200),
    flipped(text.lastIndexOf('"parts"') + 30),
  ];
  for (const [i, one] of bad.entries()) {
    const name = `bad ${String(i)}`;
    const failing = restored(new File([one], name), index);
    await expect(failing, name).rejects.toMatchObject({
      failure: { kind: "backup-damaged", file: name },
    });
    expect([await contents(), await index.folders()], name).toEqual(before);
  }
});

test("a backup of a newer version is refused as such", async () => {
  const index = await PhotoIndex.open();
  const { makeZip } = await import("client-zip");
  const newer = (versions: object) =>
    new Response(
      makeZip([
        {
          name: "backup.json",
          input: JSON.stringify({
            format: "tulip-photos backup",
            version: 1,
            indexVersion: 2,
            ...versions,
          }),
        },
        { name: "contents.json", input: '{"parts":[]}' },
      ]),
    ).arrayBuffer();
  for (const versions of [{ version: 99 }, { indexVersion: 99 }]) {
    const file = new File([await newer(versions)], "later.tulip");
    await expect(restored(file, index)).rejects.toMatchObject({
      failure: { kind: "backup-newer", file: "later.tulip" },
    });
  }
});

test("a restore that is called off leaves nothing, and one that was killed is swept", async () => {
  const index = await PhotoIndex.open();
  await fill(index, holiday, 9);
  const file = await backup();
  await index.removeFolder(holiday.id);
  const empty = await contents();
  const abort = new AbortController();
  const db = await openIndex();
  const stopped = restoreBackup(
    file,
    db,
    index,
    () => {
      abort.abort();
    },
    abort.signal,
  );
  await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
  expect(await contents()).toEqual(empty);

  // As a kill leaves it: photos of a folder without a record, beside one with.
  await fill(index, { ...holiday, id: "f2", name: "Garden" }, 3);
  const garden = await contents();
  await fill(index, holiday, 9);
  await db.delete("folders", holiday.id);
  db.close();
  await sweepIndex(index);
  expect(await contents()).toEqual(garden);
});
