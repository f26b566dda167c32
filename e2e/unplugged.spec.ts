/** Folders that can't be read any more: their disk is away, or the browser may not. Nothing of them is lost. */
import { copyFileSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import type { Page } from "@playwright/test";
import { drop } from "./drop";
import { App, expect, folderOf, somePhotos, test } from "./fixtures";
import { holdPhotos, holdPhotosBeside } from "./held-photos";
import { storedStates } from "./stored";

/** In the engine's worker: the browser asks before it lets a folder be read. */
const asks = `FileSystemHandle.prototype.queryPermission = () => Promise.resolve("prompt");\n`;

/** The person allows whatever the browser asks: no headless test can answer it. */
const allow = (page: Page) =>
  page.evaluate(() => {
    FileSystemHandle.prototype.requestPermission = () =>
      Promise.resolve("granted");
  });

/** Drops a folder of photos, and takes its disk away once a few of them are read. */
async function unplugWhileIndexed(page: Page, goOn: () => void) {
  const app = new App(page);
  await page.goto("/?device=wasm");
  const folder = folderOf(somePhotos(12), "On a disk");
  await drop(page, [folder]);
  await expect.poll(() => app.count("encoded")).toBeGreaterThan(0);
  renameSync(folder, `${folder} away`);
  goOn();
  return {
    app,
    plugIn: () => {
      renameSync(`${folder} away`, folder);
    },
  };
}

/** What is stored was encoded: no photo was blamed. */
async function expectNoneBlamed(page: Page) {
  const states = Object.values(await storedStates(page));
  expect(states.length).toBeGreaterThan(0);
  expect(new Set(states)).toEqual(new Set(["indexed"]));
}

test("a disk that is unplugged while its photos are encoded is named, no photo is blamed, and it goes on when it is back", async ({
  page,
}) => {
  const goOn = await holdPhotos(page, 6);
  const { app, plugIn } = await unplugWhileIndexed(page, goOn);
  await expect(app.status).toHaveAttribute("data-phase", "failed");
  await expect(
    page.getByText("The folder “On a disk” can't be found.").first(),
  ).toBeVisible();
  await expectNoneBlamed(page);
  plugIn();
  await page.getByRole("button", { name: "Try again" }).click();
  await app.ready();
  expect(await app.count("done")).toBe(12);
  expect(await app.count("failed")).toBe(0);
});

test("a folder that the browser takes back while its photos are encoded asks to be reconnected, and goes on then", async ({
  page,
}) => {
  const goOn = await holdPhotosBeside(page, asks, 6);
  const { app, plugIn } = await unplugWhileIndexed(page, goOn);
  await expect(app.status).toHaveAttribute("data-phase", "disconnected");
  await expect(
    page.getByText("The browser may not read “On a disk” any more.").first(),
  ).toBeVisible();
  await expectNoneBlamed(page);
  plugIn();
  await allow(page);
  await page.getByRole("button", { name: "Reconnect" }).click();
  await app.ready();
  expect(await app.count("done")).toBe(12);
  expect(await app.count("failed")).toBe(0);
});

test("two folders that the browser asks for again come back with one press, and what is new in them is found", async ({
  page,
}) => {
  const [one, two, ...others] = somePhotos(4);
  const folders = [
    folderOf([one ?? ""], "First"),
    folderOf([two ?? ""], "Second"),
  ];
  const app = new App(page);
  await page.goto("/?device=wasm");
  for (const folder of folders) {
    await drop(page, [folder]);
    await app.ready();
  }
  await expect.poll(() => app.count("done")).toBe(2);
  await holdPhotosBeside(page, asks);
  await page.reload();
  await expect(app.status).toHaveAttribute("data-phase", "disconnected");
  for (const folder of folders)
    for (const photo of others)
      copyFileSync(photo, join(folder, basename(photo)));
  await allow(page);
  await page.getByRole("button", { name: "Reconnect" }).first().click();
  await expect.poll(() => app.count("done")).toBe(6);
  await app.ready();
});
