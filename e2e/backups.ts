/** Backups as a person makes them. */
import { expect, type Page } from "@playwright/test";

/** @returns where the file lies */
export async function saveBackup(page: Page): Promise<string> {
  // Without the system's dialog, which no headless test can answer, the browser downloads it.
  await page.evaluate(() => {
    Reflect.deleteProperty(window, "showSaveFilePicker");
  });
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save a backup" }).click();
  await expect(page.getByText("The backup is saved.")).toBeVisible();
  return (await download).path();
}

/**
 * Into a file that is picked: one of the browser's own file system, since no headless test can answer the system's dialog.
 * @returns what the file holds
 */
export async function saveBackupInto(page: Page): Promise<Buffer> {
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const file = await root.getFileHandle("picked.zip", { create: true });
    window.showSaveFilePicker = () => Promise.resolve(file);
  });
  await page.getByRole("button", { name: "Save a backup" }).click();
  await expect(page.getByText("The backup is saved.")).toBeVisible();
  const bytes = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const file = await (await root.getFileHandle("picked.zip")).getFile();
    return new Uint8Array(await file.arrayBuffer()).toBase64();
  });
  return Buffer.from(bytes, "base64");
}
