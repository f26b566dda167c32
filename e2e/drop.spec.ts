/** Photos and folders dropped on the page, as a file manager drops them. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { drop } from "./drop";
import { App, expect, folderOf, jpegsIn, somePhotos, test } from "./fixtures";
import { chromiumArgs, executablePath, port } from "./playwright.config";

/**
 * A browser with a profile on disk: one in memory keeps permissions across reloads, which no person's does.
 * @param home the person's home directory, where it matters
 */
async function startBrowser(home?: string) {
  const profile = mkdtempSync(join(tmpdir(), "tulip-profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    args: chromiumArgs,
    ...(home !== undefined && { env: { ...process.env, HOME: home } }),
    baseURL: `http://127.0.0.1:${String(port)}`,
    ...(executablePath ? { executablePath } : {}),
  });
  const page = await context.newPage();
  await page.goto("/?device=wasm");
  return { context, page, app: new App(page) };
}

test("a dropped folder is kept: after a reload the page asks for it again, and searches meanwhile", async () => {
  const folder = folderOf(somePhotos(3), "Dropped here");
  const { context, page, app } = await startBrowser();
  try {
    await drop(page, [folder]);
    await app.ready();
    expect(await app.count("encoded")).toBe(3);
    await expect(page.getByText("Dropped here").first()).toBeVisible();

    await page.reload();
    await expect(app.status).toHaveAttribute("data-phase", "disconnected");
    expect(await app.count("done")).toBe(3);
    await expect(page.getByRole("button", { name: "Reconnect" })).toBeVisible();
    await app.search("people outdoors");
    const photos = app.ranking("tulip-lite").locator("[data-photo]");
    await expect(photos).toHaveCount(3);

    // The same folder, by another handle: the browser knows that it is the same, and nothing is encoded.
    await drop(page, [folder]);
    await app.ready();
    expect(await app.count("unchanged")).toBe(3);
    expect(await app.count("encoded")).toBe(0);
  } finally {
    await context.close();
  }
});

test("dropped photos are indexed too", async ({ app, page }) => {
  await drop(page, somePhotos(2));
  await app.ready();
  expect(await app.count("encoded")).toBe(2);
});

test("what is in a folder that the browser refuses, as the home directory, is indexed when it is dropped", async () => {
  const home = folderOf(somePhotos(3), "home");
  const photos = jpegsIn(home);
  const { context, page, app } = await startBrowser(home);
  try {
    await drop(page, photos);
    await app.ready();
    expect(await app.count("encoded")).toBe(3);
  } finally {
    await context.close();
  }
});
