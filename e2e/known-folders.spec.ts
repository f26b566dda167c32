/** A picked folder that has to do with a known one: known in part, in it, or around it. */
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { drop } from "./drop";
import { addDamaged, expect, somePhotos, test } from "./fixtures";

/** Photos put into a folder or a sub-folder of it, as old as they are. */
function put(photos: readonly string[], ...folder: string[]): string {
  const path = join(...folder);
  for (const photo of photos)
    cpSync(photo, join(path, basename(photo)), { preserveTimestamps: true });
  return path;
}

const newPlace = () => mkdtempSync(join(tmpdir(), "tulip-photos-"));

const asked = (page: Page): Locator =>
  page.getByRole("alert").filter({ visible: true });

test("a folder known in part is asked about: it is left alone, added as another one, or updated", async ({
  app,
  page,
}) => {
  const photos = somePhotos(9);
  const folder = (from: number, to: number) =>
    put(photos.slice(from, to), newPlace(), "Holiday");
  await app.pick(folder(0, 6));
  await app.ready();
  const another = folder(4, 8);
  await app.pick(another);
  await expect(asked(page)).toContainText(
    "“Holiday” is indexed already, and 2 of its 6 photos are in the folder that you chose.",
  );
  await asked(page).getByRole("button", { name: "Dismiss" }).click();
  await expect(asked(page)).toHaveCount(0);
  expect(await app.count("total")).toBe(6);

  await app.pick(another);
  await asked(page)
    .getByRole("button", { name: /^It is another one/ })
    .click();
  await expect(app.status).toHaveAttribute("data-total", "10");
  await app.ready();
  expect(await app.count("encoded")).toBe(6 + 2);

  // Both are known by over half of their photos from now on, so nobody is asked.
  await app.pick(another);
  await app.ready();
  expect(await app.count("total")).toBe(10);
  expect(await app.count("encoded")).toBe(6);

  await app.pick(put(photos.slice(8), folder(0, 2)));
  await asked(page)
    .getByRole("button", { name: /^It is the same/ })
    .click();
  await expect(app.status).toHaveAttribute("data-total", "7");
  await app.ready();
  expect(await app.count("encoded")).toBe(1);
  await page.getByRole("button", { name: /^Library/ }).click();
  await expect(page.locator('[data-folder="Holiday"]')).toHaveCount(2);
});

test("a folder around a known one takes it in: nothing is encoded again, nothing is there twice", async ({
  app,
  page,
}) => {
  const photos = somePhotos(6);
  const holiday = join(newPlace(), "Holiday");
  const beach = put(photos.slice(0, 3), holiday, "beach");
  put(photos.slice(3, 4), holiday, "beach", "private");
  addDamaged(beach, photos[0] ?? "");
  put(photos.slice(4), holiday);
  await drop(page, [beach]);
  await app.ready();
  expect(await app.count("encoded")).toBe(4);
  await page.getByRole("button", { name: /^Library/ }).click();
  const row = (name: string) => page.locator(`[data-folder="${name}"]`);
  await row("beach").getByText("Sub-folders").click();
  await row("beach")
    .getByRole("checkbox", { name: /^private/ })
    .click();
  await expect(app.status).toHaveAttribute("data-total", "6");
  await app.ready();
  await page.keyboard.press("Escape");
  const before = await app.vectors();

  await drop(page, [holiday]);
  await expect(asked(page)).toContainText(
    "In “Holiday” lies what is indexed already: beach.",
  );
  expect(await app.count("total")).toBe(6);
  await asked(page).getByRole("button", { name: "Add “Holiday”" }).click();
  await expect(app.status).toHaveAttribute("data-total", "8");
  await app.ready();
  expect(await app.count("encoded")).toBe(2);
  expect(await app.count("failed")).toBe(3);
  const after = await app.vectors();
  expect(Object.keys(after)).toHaveLength(5);
  for (const [path, vector] of Object.entries(before))
    expect(after[`beach/${path}`]).toEqual(vector);

  await page.reload();
  await app.ready();
  expect(await app.count("encoded")).toBe(0);
  await page.getByRole("button", { name: /^Library/ }).click();
  await expect(row("beach")).toHaveCount(0);
  await row("Holiday")
    .getByRole("button", { name: "3 photos skipped" })
    .click();
  await expect(
    row("Holiday").getByText(/^beach\/empty\.jpeg is/),
  ).toBeVisible();
  await row("Holiday").getByText("Sub-folders").click();
  await expect(
    row("Holiday").getByRole("checkbox", { name: "beach/private left out" }),
  ).not.toBeChecked();
  await page.keyboard.press("Escape");
  await app.search("people outdoors");
  const pictures = app.ranking("clip-lite").locator("[data-photo] img");
  await expect(pictures).toHaveCount(5);
});

test("a folder in a known one is not added: a sentence says where it is indexed, or where it is left out", async ({
  app,
  page,
}) => {
  const photos = somePhotos(4);
  const holiday = join(newPlace(), "Holiday");
  const beach = put(photos.slice(0, 2), holiday, "beach");
  put(photos.slice(2, 3), holiday);
  await drop(page, [holiday]);
  await app.ready();
  await drop(page, [beach]);
  await expect(asked(page)).toContainText(
    "“beach” lies in “Holiday” and is indexed with it, so there is nothing to add.",
  );
  expect(await app.count("total")).toBe(3);
  put(photos.slice(3), beach);
  await asked(page).getByRole("button", { name: "Index again" }).click();
  await expect(app.status).toHaveAttribute("data-total", "4");
  await app.ready();
  await expect(asked(page)).toHaveCount(0);

  await page.getByRole("button", { name: /^Library/ }).click();
  const row = page.locator('[data-folder="Holiday"]');
  await row.getByText("Sub-folders").click();
  await row.getByRole("checkbox", { name: /^beach/ }).click();
  await expect(app.status).toHaveAttribute("data-total", "1");
  await app.ready();
  await page.keyboard.press("Escape");
  await drop(page, [beach]);
  await expect(asked(page)).toContainText(
    "“beach” lies in “Holiday”, of which the sub-folder “beach” is left out.",
  );
  await asked(page)
    .getByRole("button", { name: "Take “beach” in again" })
    .click();
  await expect(app.status).toHaveAttribute("data-total", "4");
  await app.ready();
  await expect(asked(page)).toHaveCount(0);
});

test(
  "a folder that the browser finds elsewhere, as on a disk plugged in anew, is asked about by its photos",
  { tag: "@long" },
  async ({ app, page }) => {
    const photos = somePhotos(3);
    await drop(page, [put(photos, newPlace(), "Holiday")]);
    await app.ready();
    const moved = put(photos, newPlace(), "Holiday");
    await drop(page, [moved]);
    await expect(asked(page)).toContainText("3 of its 3 photos");
    await asked(page)
      .getByRole("button", { name: /^It is the same/ })
      .click();
    await expect(app.status).toHaveAttribute("data-unchanged", "3");
    await app.ready();
    expect(await app.count("total")).toBe(3);
    await drop(page, [moved]);
    await app.ready();
    await expect(asked(page)).toHaveCount(0);
  },
);
