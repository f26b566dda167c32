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
