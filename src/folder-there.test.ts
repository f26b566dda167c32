import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkFolder } from "./folder-there";

/** Picked files that lie on the disk, as a browser has them. */
async function pickedFiles(count: number) {
  const folder = mkdtempSync(join(tmpdir(), "tulip-picked-"));
  const paths = Array.from({ length: count }, (_, i) =>
    join(folder, `${String(i)}.jpg`),
  );
  for (const path of paths) writeFileSync(path, "a photo");
  const files = await Promise.all(
    paths.map(async (path) => ({
      path,
      file: new File([await openAsBlob(path)], path),
    })),
  );
  return { paths, picked: { kind: "files", name: "Holiday", files } as const };
}

test("picked files of which some can still be read are there", async () => {
  const { paths, picked } = await pickedFiles(40);
  for (const path of paths.slice(0, 20)) rmSync(path);
  await expect(checkFolder(picked)).resolves.toBeUndefined();
});

test("picked files none of which can be read any more are a folder that is gone", async () => {
  const { paths, picked } = await pickedFiles(40);
  for (const path of paths) rmSync(path);
  await expect(checkFolder(picked)).rejects.toMatchObject({
    failure: { kind: "folder-gone", folder: "Holiday" },
  });
});
