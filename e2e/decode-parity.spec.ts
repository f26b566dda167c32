import { spawnSync } from "node:child_process";
import { basename, dirname } from "node:path";
import { cosine, expect, folderOf, fullSizePhotos, test } from "./fixtures";

/** Vectors by Pillow and ONNX Runtime, from the Python environment that `npm test` sets up. */
function pillowVectors(photos: readonly string[]): Record<string, number[]> {
  const { stdout, stderr, status } = spawnSync(
    "modeling/.venv/bin/python",
    ["e2e/pillow_vectors.py"],
    {
      input: photos.join("\n"),
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, number[]>;
}

test("photos of real size and every orientation get the vectors that Pillow's pixels get", async ({
  app,
}) => {
  const photos = fullSizePhotos();
  expect(photos.length).toBeGreaterThan(20);
  const expected = pillowVectors(photos);
  await app.pick(folderOf(photos));
  await app.ready();
  const found = await app.vectors();
  const cosines = photos.map((photo) => ({
    photo,
    cosine: cosine(
      found[`${basename(dirname(photo))}-${basename(photo)}`] ?? [],
      expected[photo] ?? [],
    ),
  }));
  for (const one of cosines)
    expect(one.cosine, one.photo).toBeGreaterThan(0.99);
  expect(
    cosines.reduce((sum, one) => sum + one.cosine, 0) / cosines.length,
  ).toBeGreaterThan(0.999);
});
