/** Which models are compared goes along: with a link, and with a backup; what is not installed is named. */
import type { Page } from "@playwright/test";
import { saveBackup } from "./backups";
import { expect, folderOf, somePhotos, test } from "./fixtures";
import { add, close, modelFolder, news, openModels } from "./model-folders";

const box = (page: Page, model: string) =>
  page.locator(`[data-installed="${model}"]`).getByRole("checkbox");

/** Compares these, by boxes ticked one after the other. */
async function compare(page: Page, models: readonly string[]) {
  for (const model of models) {
    if (await box(page, model).isChecked()) await toggle(page, model, false);
    await toggle(page, model, true);
  }
  for (const model of ["clip-lite", "tulip-lite", "tulip-copy"])
    if (!models.includes(model) && (await box(page, model).isChecked()))
      await toggle(page, model, false);
}

async function toggle(page: Page, model: string, to: boolean) {
  await box(page, model).click();
  await expect(box(page, model)).toBeChecked({ checked: to });
}

/** Models of the columns on screen, from the left. */
const columns = (page: Page) =>
  page
    .locator("section[data-model]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("data-model")));

test(
  "a link brings back the compared models in the order of their columns, and names one that is not installed",
  { tag: "@long" },
  async ({ app, page }) => {
    await page
      .context()
      .grantPermissions(["clipboard-read", "clipboard-write"]);
    await app.pick(folderOf(somePhotos(4)));
    await app.ready();
    await add(page, modelFolder());
    await toggle(page, "tulip-copy", true);
    await compare(page, ["tulip-copy", "clip-lite"]);
    await close(page);
    await expect.poll(() => columns(page)).toEqual(["tulip-copy", "clip-lite"]);
    await app.query.fill("a dog runs through the grass");
    await page.getByRole("button", { name: "Copy a link" }).click();
    await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());

    await openModels(page);
    await toggle(page, "tulip-lite", true);
    await toggle(page, "tulip-copy", false);
    await close(page);
    await expect.poll(() => columns(page)).toEqual(["clip-lite", "tulip-lite"]);
    await page.goto("about:blank");
    await page.goto(link);
    await expect.poll(() => columns(page)).toEqual(["tulip-copy", "clip-lite"]);
    await expect(app.query).toHaveValue("a dog runs through the grass");
    await expect(page.getByText("Not installed here")).toHaveCount(0);

    await openModels(page);
    await page.getByRole("button", { name: "Remove TULIP copy" }).click();
    await page.getByRole("button", { name: "Yes, remove TULIP copy" }).click();
    await expect(news(page)).toHaveAttribute("data-phase", "removed");
    await close(page);
    // The same page still: only the fragment changes.
    await page.goto(link);
    const absent = page.getByText("not compared: TULIP copy");
    await expect(absent).toBeVisible();
    await expect.poll(() => columns(page)).toEqual(["clip-lite", "tulip-lite"]);
    await app.ranked("a dog runs through the grass");
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expect(absent).toHaveCount(0);
  },
);

test(
  "a backup brings back which models were compared, as far as they are installed, unless others were chosen here",
  { tag: "@long" },
  async ({ app, page }) => {
    const backup = page.getByTestId("backup-input");
    const library = () =>
      page.getByRole("button", { name: /^Library/ }).click();
    const forget = async () => {
      await page.getByRole("button", { name: "Delete everything" }).click();
      await page.getByRole("button", { name: "Yes, delete the whole" }).click();
      await expect(app.status).toHaveAttribute("data-phase", "empty");
    };
    await app.pick(folderOf(somePhotos(4)));
    await app.ready();
    await add(page, modelFolder());
    await compare(page, ["tulip-copy", "tulip-lite"]);
    await close(page);
    await library();
    const saved = await saveBackup(page);

    await forget();
    await backup.setInputFiles(saved);
    await expect(page.getByText("1 folder restored.")).toContainText(
      "not compared: TULIP copy",
    );
    await expect.poll(() => columns(page)).toEqual(["tulip-lite", "clip-lite"]);

    await forget();
    await close(page);
    await add(page, modelFolder());
    await close(page);
    await page.getByRole("button", { name: "Restore a backup" }).click();
    await backup.setInputFiles(saved);
    await expect(page.getByText("1 folder restored.")).toBeVisible();
    await expect
      .poll(() => columns(page))
      .toEqual(["tulip-copy", "tulip-lite"]);

    await close(page);
    await openModels(page);
    await compare(page, ["clip-lite", "tulip-lite"]);
    await close(page);
    await library();
    await backup.setInputFiles(saved);
    await expect(page.getByText("left as they were: photos")).toBeVisible();
    expect(await columns(page)).toEqual(["clip-lite", "tulip-lite"]);
  },
);

test(
  "four models stand side by side, each with its ranking; a fifth waits until one makes room",
  { tag: "@long" },
  async ({ app, page }) => {
    await app.pick(folderOf(somePhotos(4)));
    await app.ready();
    for (const id of ["third", "fourth", "fifth"]) {
      await add(page, modelFolder(id));
      await close(page);
    }
    await openModels(page);
    await toggle(page, "third", true);
    await toggle(page, "fourth", true);
    await expect(box(page, "fifth")).toBeDisabled();
    await toggle(page, "third", false);
    await toggle(page, "fifth", true);
    await close(page);
    const four = ["clip-lite", "tulip-lite", "fourth", "fifth"];
    await expect.poll(() => columns(page)).toEqual(four);
    await app.query.fill("a dog runs through the grass");
    for (const model of four)
      await expect(app.ranking(model).locator("[data-photo]")).toHaveCount(4);
  },
);
