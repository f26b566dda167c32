import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import type { FolderRecord, IndexedPhoto } from "../index-schema";
import { openIndex } from "../open-index";
import { normalize, photoKey } from "../photo";
import { PhotoIndex } from "../photo-index";
import { VectorTable } from "../vector-table";
import { restoreBackup } from "./restore-backup";
import { saveBackup } from "./save-backup";
import { sweepIndex } from "../sweep-index";

const dim = 4;
const noSettings = {
  videos: true,
  queries: { saved: [], recent: [] },
  compared: [{ id: "mine", title: "Mine" }],
};
const never = new AbortController().signal;
const nobody = () => undefined;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const keyOf = (folder: FolderRecord, n: number) =>
  photoKey(folder.id, `${String(n)}.jpg`);

/** A folder of so many photos, the last of which failed; half of the vectors merged, half in segments. */
async function fill(
  index: PhotoIndex,
  folder: FolderRecord,
  photos: number,
  leastBytes = 100,
) {
  await index.putFolder(folder);
  const table = new VectorTable(dim);
  for (let n = 0; n < photos; n++) {
    const failed = n === photos - 1;
    const path = `${String(n)}.jpg`;
    const photo: IndexedPhoto = {
      key: keyOf(folder, n),
      record: {
        path,
        sizeBytes: leastBytes + n,
        modifiedMs: n,
        state: failed
          ? {
              kind: "failed",
              failure: { kind: "unsupported-photo", path, reason: "odd" },
            }
          : {
              kind: "indexed",
              width: 3,
              height: 2,
              metadata: { takenAt: "2021-05-12T10:00:00" },
            },
        encodedBy: failed ? [] : ["r1"],
      },
      thumbnail: null,
    };
    if (!failed) table.put(photo.key, normalize(Float32Array.of(1, n, 0, 3)));
    await index.commit("r1", folder.id, [photo], table);
    if (n === Math.floor(photos / 2)) await index.merge("r1", folder.id, table);
  }
}

const holiday: FolderRecord = {
  id: "f1",
  name: "Holiday",
  kind: "handle",
  total: 9,
  excluded: ["private"],
};

async function backup(): Promise<File> {
  const db = await openIndex();
  const bytes = saveBackup(db, noSettings, nobody, never);
  const file = new File(
    [await new Response(bytes).arrayBuffer()],
    "index.tulip",
  );
  db.close();
  return file;
}

async function restored(file: File, index: PhotoIndex, signal = never) {
  const db = await openIndex();
  try {
    return await restoreBackup(file, db, index, nobody, signal);
  } finally {
    db.close();
  }
}

/** All that the index holds. */
async function contents(): Promise<unknown> {
  const db = await openIndex();
  const stores = ["photos", "vectors", "segments"] as const;
  const found = await Promise.all(
    stores.flatMap((store) => [db.getAllKeys(store), db.getAll(store)]),
  );
  db.close();
  return found;
}

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
