import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import {
  cosine,
  expect,
  folderOf,
  fullSizePhotos,
  test,
  type App,
} from "./fixtures";
import { pillowVectors, python } from "./pillow";

test("photos of real size and every orientation get the vectors that Pillow's pixels get", async ({
  app,
}) => {
  const photos = fullSizePhotos();
  expect(photos.length).toBeGreaterThan(20);
  const cosines = await cosinesOf(app, photos);
  for (const one of cosines)
    expect(one.cosine, one.photo).toBeGreaterThan(0.99);
  expect(
    cosines.reduce((sum, one) => sum + one.cosine, 0) / cosines.length,
  ).toBeGreaterThan(0.999);
});

test("photos that are small already get the vectors of Pillow, nearly all to the last bits", async ({
  app,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "tulip-small-"));
  const samples = fullSizePhotos().slice(-12);
  // The tower reads 224 pixels a side: copies of 300 aren't shrunk while they are decoded, nor are those of 200.
  python(["e2e/write_copies.py", folder, "300", ...samples.slice(0, 6)]);
  python(["e2e/write_copies.py", folder, "200", ...samples.slice(6)]);
  const copies = samples.map((photo) => join(folder, basename(photo)));
  const cosines = await cosinesOf(app, copies);
  for (const one of cosines)
    expect(one.cosine, one.photo).toBeGreaterThan(0.9998);
  const [middle] = cosines
    .map((one) => one.cosine)
    .sort((a, b) => a - b)
    .slice(6);
  expect(middle).toBeGreaterThan(0.99999);
});

/** How far the page's vectors agree with those of Pillow's pixels. */
async function cosinesOf(app: App, photos: readonly string[]) {
  const expected = pillowVectors(photos);
  await app.pick(folderOf(photos));
  await app.ready();
  const found = await app.vectors();
  return photos.map((photo) => ({
    photo,
    cosine: cosine(
      found[`${basename(dirname(photo))}-${basename(photo)}`] ?? [],
      expected[photo] ?? [],
    ),
  }));
}
