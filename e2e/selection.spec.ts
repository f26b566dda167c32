import { readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { unzipSync } from "fflate";
import { expect, folderOf, somePhotos, test, type App } from "./fixtures";
import { withoutSavePicker } from "./save-picker";

const bar = ({ page }: App) =>
  page.getByRole("region", { name: "Selected photos" });

const saved = async (app: App, button: string) => {
  const download = app.page.waitForEvent("download");
  await bar(app).getByRole("button", { name: button }).click();
  return readFileSync(await (await download).path());
};

test("photos are selected by mark, Space and Shift, and leave as paths, as a table and as a ZIP that names what is missing", async ({
  app,
  page,
}) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await withoutSavePicker(page);
  await page.reload();
  const photos = somePhotos(8);
  const folder = folderOf(photos);
  await app.pick(folder);
  await app.ready();
  await app.search("people outdoors");
  const order = await app.order("tulip-lite");
  const tulip = app.ranking("tulip-lite");
  const card = (rank: number) => tulip.locator(`[data-rank="${String(rank)}"]`);

  await card(2).hover();
  await tulip
    .getByRole("checkbox", { name: `Select ${order[1] ?? ""}` })
    .click();
  await expect(bar(app).getByText("1 photo selected")).toBeVisible();
  // It is the same photo in the other ranking.
  await expect(
    app.ranking("clip-lite").locator(`[data-photo="${order[1] ?? ""}"]`),
  ).toHaveAttribute("data-selected", "true");
  await card(5).click({ modifiers: ["Shift"] });
  await expect(bar(app).getByText("4 photos selected")).toBeVisible();
  await card(3).focus();
  await page.keyboard.press("Space");
  await expect(bar(app).getByText("3 photos selected")).toBeVisible();
  const selected = [1, 3, 4].map((at) => order[at] ?? "");

  await bar(app).getByRole("button", { name: "Copy the paths" }).click();
  await expect(bar(app).getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    selected.join("\n"),
  );

  const table = (await saved(app, "Save a table (CSV)"))
    .toString()
    .trim()
    .split("\r\n")
    .map((line) => line.split(","));
  expect(table[0]).toEqual(
    expect.arrayContaining(["path", "rank clip-lite", "score tulip-lite"]),
  );
  const column = (name: string) =>
    table.slice(1).map((row) => row[table[0]?.indexOf(name) ?? -1]);
  expect(column("path")).toEqual(selected);
  expect(column("rank tulip-lite")).toEqual(["2", "4", "5"]);

  // A file that went away since it was indexed is named, and the others are there, byte for byte.
  rmSync(join(folder, selected[2] ?? ""));
  const zip = unzipSync(await saved(app, "Save as ZIP"));
  expect(Object.keys(zip)).toEqual(selected.slice(0, 2));
  for (const path of selected.slice(0, 2))
    expect(Buffer.from(zip[path] ?? [])).toEqual(
      readFileSync(join(folder, path)),
    );
  await bar(app).getByText("1 photo is missing").click();
  await expect(bar(app).getByText(selected[2] ?? "")).toBeVisible();

  await bar(app).getByRole("button", { name: "Clear the selection" }).click();
  await expect(bar(app)).toHaveCount(0);
});

test("copies go into a folder and overwrite nothing there", async ({
  app,
  page,
}) => {
  // The browser's own file system stands in for the folder that the system's dialog would give.
  await page.addInitScript(() => {
    Object.assign(window, {
      showDirectoryPicker: () => navigator.storage.getDirectory(),
    });
  });
  await page.reload();
  const photos = somePhotos(2);
  await page.getByTestId("folder-input").setInputFiles(folderOf(photos));
  await app.ready();
  await app.search("a photo");
  const [first = ""] = await app.order("clip-lite");
  await page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    const file = await root.getFileHandle(name, { create: true });
    const writable = await file.createWritable();
    await writable.write("was here before");
    await writable.close();
  }, first);

  await app.ranking("clip-lite").locator('[data-rank="1"]').focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await bar(app).getByRole("button", { name: "Copy into a folder" }).click();
  await expect(bar(app).getByText("2 photos exported.")).toBeVisible();
  const sizes = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const found: Record<string, number> = {};
    for await (const entry of root.values())
      if (entry.kind === "file")
        found[entry.name] = (await entry.getFile()).size;
    return found;
  });
  const copy = first.replace(/\.jpg$/, " (2).jpg");
  expect(sizes[first]).toBe("was here before".length);
  const original = photos.find((photo) => first.endsWith(basename(photo)));
  expect(sizes[copy]).toBe(readFileSync(original ?? "").length);
});
