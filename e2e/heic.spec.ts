/** HEIC photos: Chromium has no decoder for them, so all of this is libheif's work. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import {
  cosine,
  expect,
  filesIn,
  folderOf,
  somePhotos,
  test,
} from "./fixtures";
import { pillowVectors, writeHeic } from "./pillow";

test("HEIC photos get Pillow's vectors, upright, and can be opened; a damaged one is skipped by name", async ({
  app,
  page,
}) => {
  const made = join(mkdtempSync(join(tmpdir(), "tulip-heic-")), "made.heic");
  writeHeic(somePhotos(1)[0] ?? "", made);
  // Phones' own files, where they are at hand: portrait by rotation, several images in one file.
  const photos = [
    made,
    ...filesIn("../shared/data/pictures/heic", /\.hei[cf]$/i),
  ];
  const expected = pillowVectors(photos);
  const folder = folderOf(photos);
  writeFileSync(join(folder, "broken.heic"), "not a HEIC photo at all");
  await app.pick(folder);
  await app.ready();
  expect(await app.count("encoded")).toBe(photos.length);
  expect(await app.count("failed")).toBe(1);

  const found = await app.vectors();
  for (const photo of photos) {
    const name = `${basename(dirname(photo))}-${basename(photo)}`;
    expect(
      cosine(found[name] ?? [], expected[photo] ?? []),
      photo,
    ).toBeGreaterThan(0.99);
  }

  await app.search("a photo");
  await app.ranking("tulip-lite").locator("[data-photo]").first().click();
  const large = page.locator(".large-photo img");
  await expect
    .poll(() => large.evaluate((img: HTMLImageElement) => img.src))
    .toMatch(/^blob:/);
  await expect
    .poll(() => large.evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(448 - 1);
});
