/** What is forgotten after a scan that did not see everything. */
import { expect, test } from "vitest";
import { inventedHandle } from "../fixtures/invented-folder";
import {
  folder,
  indexed,
  load,
  photo,
  store,
} from "../fixtures/invented-index";
import { photoKey, type PhotoFile } from "../photo";
import { PhotoIndex } from "../photo-index";
import { forgetMissing, unseenIn } from "./scan-folder";

const paths = Array.from("abcdefghi", (name) => `${name}.jpg`);
const known = [...paths, "sea/j.jpg"];

async function tenKnown() {
  const index = await PhotoIndex.open();
  await index.putFolder(folder);
  const into = await load(index);
  const photos = known.map((path) => indexed(photo(path)));
  await store(into, index, photos);
  for (const { key, record } of photos) into.records.set(key, record);
  return { index, into };
}

/** What is still known after a scan that found these photos, in memory and in the index. */
async function after(
  photos: readonly PhotoFile[],
  unseen: readonly string[],
  permission: PermissionState = "granted",
) {
  const { index, into } = await tenKnown();
  const handle = inventedHandle(
    folder.name,
    { "a.jpg": "file" },
    () => permission,
  );
  const scanned = { photos: [...photos], unseen: [...unseen] };
  const job = {
    picked: { kind: "handle", handle },
    towers: [into],
    wish: {},
    isPutOff: () => false,
    missing: new Set<never>(),
  } as const;
  const forgetting = forgetMissing(scanned, job, index);
  const notice = await forgetting.catch((error: unknown) => error);
  const stored = [...(await index.photosOf(folder.id)).keys()];
  expect(stored.toSorted()).toEqual([...into.records.keys()].toSorted());
  const told = unseenIn(scanned, job.towers);
  return { notice, told, stored };
}

test("a photo that is gone is forgotten, one in a sub-folder that could not be looked at is not", async () => {
  const found = paths.slice(1).map((path) => photo(path));
  const gone = await after(found, ["sea"]);
  expect(gone.stored).not.toContain(photoKey(folder.id, "a.jpg"));
  expect(gone.stored).toContain(photoKey(folder.id, "sea/j.jpg"));
  expect(gone.told).toEqual({
    kind: "sub-folders-unseen",
    folder: "Holiday",
    places: 1,
    first: "sea",
  });
  expect((await after(found, ["a.jpg", "sea/j.jpg"])).stored).toHaveLength(10);
  expect((await after(found, ["se"])).stored).toHaveLength(8);
});

test("nothing is forgotten where the folder can't be read any more once it was looked through", async () => {
  const { notice, stored } = await after(
    paths.map((path) => photo(path)),
    [],
    "prompt",
  );
  expect(stored).toHaveLength(10);
  expect(notice).toMatchObject({ failure: { kind: "permission" } });
});
