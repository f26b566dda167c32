/** What is found in a folder of which not everything can be read. */
import { expect, test } from "vitest";
import {
  inventedHandle,
  type InventedFolder,
} from "./fixtures/invented-folder";
import { findPhotos } from "./folder";

const gone = new DOMException("it is not there", "NotFoundError");
const forbidden = new DOMException("not allowed", "NotAllowedError");

async function find(
  entries: InventedFolder | DOMException,
  permission?: () => PermissionState,
) {
  const handle = inventedHandle("Holiday", entries, permission);
  const found: string[] = [];
  const unseen: string[] = [];
  const walk = findPhotos(
    { kind: "handle", handle },
    "f1",
    false,
    new AbortController().signal,
    unseen,
  );
  for await (const { path } of walk) found.push(path);
  return { found, unseen };
}

test("sub-folders and photos that can't be looked at are named, and the rest is found", async () => {
  const entries = {
    "a.jpg": "file",
    "b.jpg": forbidden,
    share: forbidden,
    sea: { "c.jpg": "file", deep: { locked: forbidden, "d.jpg": "file" } },
  } as const;
  expect(await find(entries)).toEqual({
    found: ["sea/deep/d.jpg", "sea/c.jpg", "a.jpg"],
    unseen: ["b.jpg", "share", "sea/deep/locked"],
  });
});

test("what went away between being listed and being read is not there", async () => {
  const entries = { "a.jpg": gone, "b.jpg": "file", sea: gone } as const;
  expect(await find(entries)).toEqual({ found: ["b.jpg"], unseen: [] });
});

test("a permission that is withdrawn on the way is no matter of one sub-folder", async () => {
  const entries = { "a.jpg": "file", sea: forbidden } as const;
  await expect(find(entries, () => "prompt")).rejects.toMatchObject({
    failure: { kind: "permission", folder: "Holiday" },
  });
});

test("a folder that can't be listed itself is a failure", async () => {
  await expect(find(gone)).rejects.toMatchObject({
    failure: { kind: "folder-gone", folder: "Holiday" },
  });
  await expect(find(forbidden)).rejects.toMatchObject({
    failure: { kind: "permission", folder: "Holiday" },
  });
});
