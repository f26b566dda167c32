/** Photos and folders dropped on the page, as a file manager drops them. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { drop } from "./drop";
import { App, expect, folderOf, jpegsIn, somePhotos, test } from "./fixtures";
import { chromiumArgs, executablePath, port } from "./playwright.config";
import { openProfile } from "./profile-browser";
import { beforeWrite, stopEngine } from "./stopped-engine";

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

test("a dropped folder is kept: after the browser was killed the page asks for it again, searches meanwhile, and goes on with it", async () => {
  const folder = folderOf(somePhotos(40), "Dropped here");
  const profile = mkdtempSync(join(tmpdir(), "tulip-profile-"));
  let reached: () => Promise<void> = () => Promise.resolve();
  const first = await openProfile(profile, async (context) => {
    reached = await stopEngine(context, beforeWrite("put", "photos", 33));
  });
  await drop(first.app.page, [folder]);
  await reached();
  await first.kill();

  const { app, context } = await openProfile(profile);
  const { page } = app;
  try {
    await expect(app.status).toHaveAttribute("data-phase", "disconnected");
    await expect(page.getByText("Dropped here").first()).toBeVisible();
    const stored = await app.count("done");
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThanOrEqual(32);
    await expect(page.getByRole("button", { name: "Reconnect" })).toBeVisible();
    await app.search("people outdoors");
    const photos = app.ranking("tulip-lite").locator("[data-photo]");
    await expect(photos.first()).toBeVisible();

    // The same folder, by another handle: the browser knows that it is the same, and what is stored is not encoded.
    await drop(page, [folder]);
    await expect(app.status).toHaveAttribute("data-total", "40");
    await app.ready();
    expect(await app.count("done")).toBe(40);
    expect(await app.count("encoded")).toBe(40 - stored);
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
