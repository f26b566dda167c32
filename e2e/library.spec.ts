/** The library: several folders, what was skipped in them, sub-folders left out, and the way to delete it all. */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { addDamaged, expect, folderOf, somePhotos, test } from "./fixtures";

/** As another tab does that adds a model; @returns the way to be done. */
async function holdModels(page: Page) {
  const held = await page.evaluateHandle(
    () =>
      new Promise<{ letGo: () => void }>((held) => {
        void navigator.locks.request(
          "tulip-photos models",
          () =>
            new Promise<void>((letGo) => {
              held({ letGo });
            }),
        );
      }),
  );
  return () =>
    held.evaluate(({ letGo }) => {
      letGo();
    });
}

test("each folder has its row: failures with reasons, sub-folders to leave out, and removal", async ({
  app,
  page,
}) => {
  const photos = somePhotos(6);
  const holiday = folderOf(photos.slice(0, 4), "Holiday");
  mkdirSync(join(holiday, "beach"));
  for (const name of readdirSync(holiday)
    .filter((each) => each !== "beach")
    .slice(0, 2))
    renameSync(join(holiday, name), join(holiday, "beach", name));
  addDamaged(holiday, photos[0] ?? "");
  await app.pick(holiday);
  await app.pick(folderOf(photos.slice(4), "Garden"));
  await expect(app.status).toHaveAttribute("data-total", "9");
  await app.ready();

  await page.getByRole("button", { name: /^Library/ }).click();
  const row = page.locator('[data-folder="Holiday"]');
  await expect(row.getByText("4 photos, ready.")).toBeVisible();
  await expect(row.getByText(/^Looked through/)).toBeVisible();
  await row.getByRole("button", { name: "3 photos skipped" }).click();
  await expect(row.getByText(/empty\.jpeg is empty/)).toBeVisible();
  const download = page.waitForEvent("download");
  await row.getByRole("button", { name: "Save the list as CSV" }).click();
  const csv = readFileSync(await (await download).path(), "utf8");
  expect(csv.trim().split("\r\n")).toHaveLength(4);
  expect(csv).toContain("only-text.JPG,not-a-photo,");

  await row.getByText("Sub-folders").click();
  await row.getByRole("checkbox", { name: /^beach/ }).click();
  await expect(app.status).toHaveAttribute("data-total", "7");
  await app.ready();
  expect(Object.keys(await app.vectors())).toHaveLength(4);

  await row.getByRole("button", { name: "Remove Holiday" }).click();
  await row.getByRole("button", { name: /^Yes, remove Holiday/ }).click();
  await expect(row).toHaveCount(0);
  expect(await app.count("total")).toBe(2);
  expect(Object.keys(await app.vectors())).toHaveLength(2);

  const deleteAll = async () => {
    await page.getByRole("button", { name: "Delete everything" }).click();
    await page.getByRole("button", { name: "Yes, delete the whole" }).click();
  };
  const letGo = await holdModels(page);
  await deleteAll();
  await expect(
    page.getByRole("dialog").getByText(/^A model is being added/),
  ).toBeVisible();
  expect(Object.keys(await app.vectors())).toHaveLength(2);
  await letGo();
  await deleteAll();
  await expect(app.status).toHaveAttribute("data-phase", "empty");
  await page.reload();
  await expect(app.status).toHaveAttribute("data-phase", "empty");
});

test("a folder that lost over a fifth of its photos keeps them until a person says that they are gone", async ({
  app,
  page,
}) => {
  const folder = folderOf(somePhotos(12));
  await app.pick(folder);
  await app.ready();
  for (const name of readdirSync(folder).slice(0, 3))
    rmSync(join(folder, name));
  await app.pick(folder);
  await expect(page.getByText(/3 of 12 photos in/).first()).toBeVisible();
  expect(Object.keys(await app.vectors())).toHaveLength(12);
  await page.getByRole("button", { name: /^Library/ }).click();
  await page.getByRole("button", { name: /^They are really gone/ }).click();
  await expect(page.getByText("9 photos, ready.").first()).toBeVisible();
  expect(Object.keys(await app.vectors())).toHaveLength(9);
});
