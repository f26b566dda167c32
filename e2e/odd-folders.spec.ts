/** Folders as they are found on disks: odd names, loops, rubbish of systems, very many files, files that go away. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { drop } from "./drop";
import { App, expect, folderOf, somePhotos, test } from "./fixtures";
import { holdPhotos } from "./held-photos";

test("odd names are indexed and shown as they are; hidden and system folders and symbolic links are passed over", async ({
  app,
  page,
}) => {
  // Chromium's handles keep back names that Windows does not allow; picked files have them.
  const withheld = [
    "<img src=x onerror=alert(1)>.jpg",
    "a % b # c?d.jpg",
    " two  spaces .jpg",
  ];
  const given = [
    "🏖️ beach/sea 🌊.jpg",
    "صور/شاطئ.jpg",
    `${"ü".repeat(125)}x.jpg`,
  ];
  const odd = [...given, ...withheld];
  const passedOver = [
    ".hidden/a.jpg",
    "@eaDir/a.jpg",
    "$RECYCLE.BIN/a.jpg",
    ".hidden.jpg",
  ];
  const root = join(mkdtempSync(join(tmpdir(), "tulip-photos-")), "Odd ❤️");
  const photos = somePhotos(odd.length);
  for (const [i, path] of [...odd, ...passedOver].entries()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(photos[i % photos.length] ?? "", join(root, path));
  }
  const links = ["loop", "صور/up", "link.jpg"].map((path) => join(root, path));
  for (const [i, link] of links.entries())
    symlinkSync([root, "..", join(root, given[0] ?? "")][i] ?? "", link);
  await drop(page, [root]);
  await app.ready();
  expect(Object.keys(await app.vectors()).sort()).toEqual([...given].sort());
  expect(await app.count("total")).toBe(given.length);

  for (const link of links) rmSync(link);
  await app.pick(root);
  await expect(app.status).toHaveAttribute("data-total", String(odd.length));
  await app.ready();
  await app.search("people outdoors");
  const cards = app.ranking("clip-lite").locator("[data-photo]");
  await expect(cards.locator("img")).toHaveCount(odd.length);
  expect((await app.order("clip-lite")).sort()).toEqual([...odd].sort());
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
});

test(
  "in a folder of 100,000 files the few photos are found",
  { tag: "@long" },
  async ({ app, page }) => {
    const root = folderOf(somePhotos(3), "Many files");
    for (let i = 0; i < 100_000; i++)
      writeFileSync(join(root, `${String(i)}.txt`), "");
    await drop(page, [root]);
    await app.ready();
    expect(await app.count("total")).toBe(3);
    expect(await app.count("done")).toBe(3);
    rmSync(dirname(root), { recursive: true });
  },
);

test("a photo that is deleted between being found and being read is listed, and gone after the next look", async ({
  page,
}) => {
  const goOn = await holdPhotos(page, 1);
  const app = new App(page);
  await page.goto("/?device=wasm");
  const folder = folderOf(somePhotos(4), "Holiday");
  const names = readdirSync(folder);
  // The newest is read first.
  for (const [age, name] of names.entries())
    utimesSync(join(folder, name), 1e9 - age, 1e9 - age);
  await drop(page, [folder]);
  await expect(app.status).toHaveAttribute("data-encoded", "1");
  const last = names.at(-1) ?? "";
  rmSync(join(folder, last));
  goOn();
  await app.ready();
  expect(await app.count("done")).toBe(3);
  await page.getByRole("button", { name: "1 photo skipped" }).click();
  await expect(page.getByText(`${last} could not be read`)).toBeVisible();
  await page.getByRole("button", { name: "Index again" }).click();
  await expect(app.status).toHaveAttribute("data-total", "3");
  await app.ready();
  expect(await app.count("failed")).toBe(0);
});
