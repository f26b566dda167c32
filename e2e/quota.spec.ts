/** A browser that has no more room: said beforehand, said when it happens, and nothing is lost by it. */
import type { CDPSession } from "@playwright/test";
import { chromiumArgs, executablePath, port } from "./playwright.config";
import { App, expect, folderOf, somePhotos, test } from "./fixtures";
import { holdPhotos } from "./held-photos";
import { saveBackup } from "./backups";
import { storedStates } from "./stored";

test.use({
  // Chromium's estimate() says 10 GiB more than is in use, whatever the quota is; without this it says the quota.
  launchOptions: {
    args: [...chromiumArgs, "--disable-features=StaticStorageQuota"],
    ...(executablePath ? { executablePath } : {}),
  },
});

const origin = `http://127.0.0.1:${String(port)}`;

/** Leaves so much room beside what is stored now; without a number as much as the browser gives. */
async function leaveRoom(
  devtools: CDPSession,
  freeBytes?: number,
): Promise<void> {
  const { usage } = await devtools.send("Storage.getUsageAndQuota", { origin });
  await devtools.send("Storage.overrideQuotaForOrigin", {
    origin,
    ...(freeBytes !== undefined && { quotaSize: usage + freeBytes }),
  });
}

test("that not all photos will find room is said beforehand; what is stored is searched, and once there is room the rest is indexed", async ({
  page,
}) => {
  const goOn = await holdPhotos(page, 0);
  const app = new App(page);
  await page.goto("/?device=wasm");
  // The limit is gone when the session is.
  const devtools = await page.context().newCDPSession(page);
  const photos = somePhotos(60);
  await leaveRoom(devtools, 700_000);
  await app.pick(folderOf(photos));
  const notice = page.getByText(
    `of ${String(photos.length)} photos: they need about`,
  );
  await expect(notice).toBeVisible();
  await expect(app.status).toHaveAttribute("data-phase", "indexing");
  expect(await app.count("done")).toBe(0);

  goOn();
  await expect(app.status).toHaveAttribute("data-phase", "failed");
  const stored = await app.count("done");
  expect(stored).toBeGreaterThan(0);
  expect(stored).toBeLessThan(photos.length);
  await expect(
    page.getByText(
      `${String(stored)} of ${String(photos.length)} photos are stored and can be searched`,
    ),
  ).toBeVisible();
  await expect(notice).toBeVisible({ timeout: 20000 });
  const states = await storedStates(page);
  expect(Object.values(states)).toEqual(Array(stored).fill("indexed"));
  await app.search("people outdoors");
  const found = await app.order("tulip-lite");
  expect(found.length).toBeGreaterThan(0);
  expect(Object.keys(states)).toEqual(expect.arrayContaining(found));

  await leaveRoom(devtools);
  await page.getByRole("button", { name: "Try again" }).click();
  await app.ready();
  expect(await app.count("done")).toBe(photos.length);
  expect(await app.count("unchanged")).toBe(stored);
  expect(await app.count("failed")).toBe(0);
  expect(Object.keys(await app.vectors())).toHaveLength(photos.length);
  await expect(notice).toBeHidden();
});

test(
  "a backup that finds no room is refused with a sentence, nothing of it stays, and it is restored once there is room",
  { tag: "@long" },
  async ({ app, page, browser }) => {
    const photos = somePhotos(40);
    await app.pick(folderOf(photos));
    await app.ready();
    await page.getByRole("button", { name: /^Library/ }).click();
    const saved = await saveBackup(page);

    // Elsewhere: what was deleted in the same place would still count for a while.
    const context = await browser.newContext({ baseURL: origin });
    const other = new App(await context.newPage());
    await other.page.goto("/?device=wasm");
    await other.page.getByRole("button", { name: "Restore a backup" }).click();
    const devtools = await context.newCDPSession(other.page);
    await leaveRoom(devtools, 200_000);
    const input = other.page.getByTestId("backup-input");
    await input.setInputFiles(saved);
    await expect(
      other.page.getByText("The browser has no room for"),
    ).toBeVisible();
    await expect(other.status).toHaveAttribute("data-phase", "empty");
    expect(await storedStates(other.page)).toEqual({});

    await leaveRoom(devtools);
    await input.setInputFiles(saved);
    await expect(other.page.getByText("1 folder restored.")).toBeVisible();
    expect(await other.count("done")).toBe(photos.length);
    await context.close();
  },
);
