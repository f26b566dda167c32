/** Sub-folders left out, and taken in again. */
import { copyFileSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { App, expect, folderOf, somePhotos, test } from "./fixtures";
import { holdPhotos } from "./held-photos";

test("boxes of sub-folders ticked while a run is being stopped are all heeded, and show it at once", async ({
  page,
}) => {
  const photos = somePhotos(7);
  const folder = folderOf([], "Holiday");
  const put = (sub: string, added: readonly string[]) => {
    mkdirSync(join(folder, sub), { recursive: true });
    for (const photo of added)
      copyFileSync(photo, join(folder, sub, basename(photo)));
  };
  put("beach", photos.slice(0, 2));
  put("beach/cave", photos.slice(2, 3));
  put("garden", photos.slice(3, 5));
  put("town", photos.slice(5, 6));
  const goOn = await holdPhotos(page, 6);
  const app = new App(page);
  await page.goto("/?device=wasm");
  await app.pick(folder);
  await app.ready();
  put("town", photos.slice(6));
  await app.pick(folder);
  await expect(app.status).toHaveAttribute("data-phase", "indexing");

  await page.getByRole("button", { name: /^Library/ }).click();
  const row = page.locator('[data-folder="Holiday"]');
  await row.getByText("Sub-folders").click();
  const box = (name: RegExp) => row.getByRole("checkbox", { name });
  await box(/^beach \d/).click();
  await box(/^garden/).click();
  await expect(box(/^beach left/)).not.toBeChecked();
  await expect(box(/^garden/)).not.toBeChecked();
  // What lies in a sub-folder that is left out is left out with it.
  await expect(box(/^beach\/cave/)).not.toBeChecked();
  await expect(box(/^beach\/cave/)).toBeDisabled();
  goOn();
  await expect(app.status).toHaveAttribute("data-total", "2");
  await app.ready();
  expect(Object.keys(await app.vectors()).sort()).toEqual([
    `town/${basename(photos[5] ?? "")}`,
    `town/${basename(photos[6] ?? "")}`,
  ]);

  await box(/^beach left/).click();
  await expect(box(/^beach\/cave/)).toBeChecked();
  await expect(app.status).toHaveAttribute("data-total", "5");
  await app.ready();
  await page.reload();
  await app.ready();
  await page.getByRole("button", { name: /^Library/ }).click();
  await row.getByText("Sub-folders").click();
  await expect(box(/^garden left/)).not.toBeChecked();
  await expect(box(/^beach \d/)).toBeChecked();
});
