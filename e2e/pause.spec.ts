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

/** Loads the page anew with an eye on its wake locks; the browser's own are taken all the same. */
async function countWakeLocks(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const counted = window as unknown as { wakeLocks: number };
    counted.wakeLocks = 0;
    const request = navigator.wakeLock.request.bind(navigator.wakeLock);
    navigator.wakeLock.request = async (kind) => {
      const lock = await request(kind);
      counted.wakeLocks++;
      lock.addEventListener("release", () => counted.wakeLocks--);
      return lock;
    };
  });
  await page.reload();
  return () =>
    page.evaluate(() => (window as unknown as { wakeLocks: number }).wakeLocks);
}
