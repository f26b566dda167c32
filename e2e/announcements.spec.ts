/** Who hears the page hears what happened: each thing once, and progress seldom. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { announcements } from "./announcements";
import { App, expect, folderOf, somePhotos, test } from "./fixtures";
import { holdPhotos } from "./held-photos";
import { add, close, modelFolder } from "./model-folders";
import { withoutSavePicker } from "./save-picker";

test("a folder that is done, results, selected photos, copies and exports are announced", async ({
  app,
  page,
}) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await withoutSavePicker(page);
  const heard = await announcements(page);
  await page.reload();
  const announced = (words: string) => expect.poll(heard).toContain(words);
  await app.pick(folderOf(somePhotos(6)));
  await announced("6 photos, ready.");
  await app.search("a dog runs through the grass");
  // That nothing stands out is said first, where it is so.
  const results = async () =>
    (await heard()).filter((words) => words.endsWith("6 photos, updated"))
      .length;
  await expect.poll(results).toBeGreaterThan(0);
  const before = await results();
  await app.search("a child plays in the water");
  await expect.poll(results).toBe(before + 1);

  await app.ranking("clip-lite").locator('[data-rank="1"]').focus();
  await page.keyboard.press("Space");
  await announced("1 photo selected");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await announced("2 photos selected");
  await page.getByRole("button", { name: "Copy the paths" }).click();
  await announced("Copied");
  await page.getByRole("button", { name: "Save as ZIP" }).click();
  await expect
    .poll(async () => (await heard()).join("; "))
    .toContain("2 photos exported.");

  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByLabel("Near (latitude, longitude)").fill("-80, 0");
  await announced("No photo passes the filters. 0 photos, updated");
});

test("a saved backup, a refused one and an added model are announced in their dialogs, each once", async ({
  app,
  page,
}) => {
  const heard = await announcements(page);
  await withoutSavePicker(page);
  await page.reload();
  const folder = folderOf(somePhotos(2));
  await app.pick(folder);
  await app.ready();
  const times = async (words: string) =>
    (await heard()).filter((each) => each.includes(words)).length;
  await page.getByRole("button", { name: /^Library/ }).click();
  await page.getByRole("button", { name: "Save a backup" }).click();
  await expect.poll(() => times("The backup is saved.")).toBe(1);
  const note = join(folder, "note.zip");
  writeFileSync(note, "This is a note, not a backup.\n");
  await page.getByTestId("backup-input").setInputFiles(note);
  await expect.poll(() => times("note.zip is cut short, damaged")).toBe(1);
  await close(page);
  await add(page, modelFolder());
  await expect.poll(() => times("Added TULIP copy.")).toBe(1);
  await close(page);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await app.search("a dog");
  expect(await times("Added TULIP copy.")).toBe(1);
});

test("progress is seen at every photo, and announced at the start and once in a while", async ({
  page,
}) => {
  const app = new App(page);
  const goOn = await holdPhotos(page, 20);
  const heard = await announcements(page);
  await page.clock.install();
  await page.goto("/?device=wasm");
  await expect(page.getByText("Find a photo by describing it")).toBeVisible();
  // From here on the page's clock goes by the test's.
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await app.pick(folderOf(somePhotos(40)));
  await expect.poll(() => app.count("encoded")).toBeGreaterThan(7);
  const progress = async () =>
    (await heard()).filter((words) => words.startsWith("indexing"));
  expect(await progress()).toEqual(["indexing, 0 % of 40 photos"]);
  // Who sees the page sees how far it is, how fast, how long it takes, and the photo at work.
  await expect(app.status).toContainText(/\d+ of 40 photos/);
  await expect(app.status).toContainText(/photos a second|s a photo/);
  await expect(app.status).toContainText(/ left/);
  await expect(app.status.locator(".current")).toContainText(".jpg");
  await expect(page.getByLabel("Photos indexed")).toBeVisible();
  await page.clock.runFor(15_000);
  await expect.poll(progress).toHaveLength(2);
  expect((await progress())[1]).toMatch(/indexing, [2-5]0 % of 40 photos/);
  goOn();
  await app.ready();
  await expect.poll(heard).toContain("40 photos, ready.");
  expect(await progress()).toHaveLength(2);
});
