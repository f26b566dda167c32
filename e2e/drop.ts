import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/**
 * Drops files or folders on the page as a file manager does: the DevTools protocol wants full paths, and gives a folder as
 * a real directory handle.
 */
export async function drop(
  page: Page,
  files: readonly string[],
  at = { x: 300, y: 300 },
) {
  await expect(page.getByTestId("folder-input")).toBeAttached();
  const devtools = await page.context().newCDPSession(page);
  const data = {
    items: [],
    files: files.map((file) => resolve(file)),
    dragOperationsMask: 1,
  };
  const send = (type: "dragEnter" | "dragOver" | "drop") =>
    devtools.send("Input.dispatchDragEvent", { type, ...at, data });
  // A page that is busy says too late that it takes what hovers over it, and the drop is refused: so once more.
  await expect(async () => {
    const outcome = outcomeOfDrop(page);
    await send("dragEnter");
    await expect(
      page.locator('.drop-hint, [data-over="true"]').first(),
    ).toBeVisible();
    await send("dragOver");
    await send("drop");
    expect(await outcome).toBe("taken");
  }).toPass();
}

/** The page gets the drop, or what is dragged leaves it. */
const outcomeOfDrop = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<"taken" | "refused">((resolve) => {
        window.addEventListener(
          "drop",
          () => {
            resolve("taken");
          },
          { capture: true, once: true },
        );
        window.addEventListener(
          "dragleave",
          ({ relatedTarget }) => {
            if (!relatedTarget) resolve("refused");
          },
          { capture: true },
        );
      }),
  );
