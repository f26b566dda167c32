import { basename, dirname } from "node:path";
import { cosine, expect, folderOf, fullSizePhotos, test } from "./fixtures";
import { pillowVectors } from "./pillow";

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
