import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/**
 * Drops files or folders on the page as a file manager does: the DevTools protocol wants full paths, and gives a folder as
 * a real directory handle.
 */
export async function drop(page: Page, files: readonly string[]) {
  await expect(page.getByTestId("folder-input")).toBeAttached();
  const devtools = await page.context().newCDPSession(page);
  const data = {
    items: [],
    files: files.map((file) => resolve(file)),
    dragOperationsMask: 1,
  };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await devtools.send("Input.dispatchDragEvent", {
      type,
      x: 300,
      y: 300,
      data,
    });
}
