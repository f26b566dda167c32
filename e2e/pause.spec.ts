/** Indexing is paused and gone on with, and the screen stays on meanwhile where that is wanted. */
import type { Page } from "@playwright/test";
import { expect, folderOf, somePhotos, test } from "./fixtures";
import { holdPhotos } from "./held-photos";

test("indexing can be paused and goes on where it stopped", async ({
  app,
  page,
}) => {
  const goOn = await holdPhotos(page, 20, 30);
  const held = await countWakeLocks(page);
  await app.pick(folderOf(somePhotos(30)));
  await expect(app.status).toHaveAttribute("data-phase", "indexing");
  const screenOn = page.getByRole("checkbox", { name: "Keep the screen on" });
  await expect(screenOn).not.toBeChecked();
  expect(await held()).toBe(0);
  await screenOn.check();
  await expect.poll(held).toBe(1);
  await show(page, false);
  await expect.poll(held).toBe(0);
  await show(page, true);
  await expect.poll(held).toBe(1);
  await expect.poll(() => app.count("encoded")).toBeGreaterThan(2);
  await page.getByRole("button", { name: "Pause" }).click();
  goOn();
  await expect(app.status).toHaveAttribute("data-phase", "paused");
  await expect.poll(held).toBe(0);
  const done = await app.count("done");
  expect(done).toBeLessThan(30);
  await page.getByRole("button", { name: "Resume" }).click();
  await expect.poll(held).toBe(1);
  goOn();
  await app.ready();
  await expect.poll(held).toBe(0);
  expect(await app.count("unchanged")).toBeGreaterThanOrEqual(done);
  expect(await app.count("done")).toBe(30);
});

interface Watched {
  wakeLocks: Set<WakeLockSentinel>;
}

/** Loads the page anew with an eye on its wake locks; the browser's own are taken all the same. */
async function countWakeLocks(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const wakeLocks = new Set<WakeLockSentinel>();
    (window as unknown as Watched).wakeLocks = wakeLocks;
    const request = navigator.wakeLock.request.bind(navigator.wakeLock);
    navigator.wakeLock.request = async (kind) => {
      const lock = await request(kind);
      wakeLocks.add(lock);
      lock.addEventListener("release", () => wakeLocks.delete(lock));
      return lock;
    };
  });
  await page.reload();
  return () =>
    page.evaluate(() => (window as unknown as Watched).wakeLocks.size);
}

/** What the browser does where a tab is hidden or shown, which no headless page ever is: a hidden one loses its locks. */
const show = (page: Page, visible: boolean) =>
  page.evaluate(async (visible) => {
    Object.defineProperty(document, "visibilityState", {
      configurable: true,
      value: visible ? "visible" : "hidden",
    });
    const { wakeLocks } = window as unknown as Watched;
    if (!visible)
      await Promise.all([...wakeLocks].map((lock) => lock.release()));
    document.dispatchEvent(new Event("visibilitychange"));
  }, visible);
