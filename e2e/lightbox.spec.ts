import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, folderOf, somePhotos, test } from "./fixtures";
import { writeHeic } from "./pillow";

test("a large photo is zoomed by button, wheel, double click and key, moved by drag, and walked; path and picture are copied, of HEIC too", async ({
  app,
  page,
}) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const photos = somePhotos(3);
  const folder = folderOf(photos);
  mkdirSync(join(folder, "trip"));
  writeHeic(photos[0] ?? "", join(folder, "trip", "shore.heic"));
  await app.pick(folder);
  await app.ready();
  await app.search("a photo");
  const card = app
    .ranking("clip-lite")
    .locator('[data-photo="trip/shore.heic"]');
  const rank = Number(await card.getAttribute("data-rank"));
  await card.click();

  const dialog = page.getByRole("dialog");
  // The way out is the first to be reached, before the tools over the photo.
  await expect(dialog.getByRole("button", { name: "Close" })).toBeFocused();
  const frame = page.locator(".zoom-frame");
  const isScaled = (to: string) =>
    expect(frame).toHaveAttribute("data-scale", to);
  const middle = async () => {
    const box = await frame.boundingBox();
    if (!box) throw new Error("the photo has no place on screen");
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  await dialog.getByRole("button", { name: "Zoom in" }).click();
  await isScaled("1.50");
  await page.keyboard.press("+");
  await isScaled("2.25");
  await page.keyboard.press("0");
  await isScaled("1.00");
  const { x, y } = await middle();
  await page.mouse.dblclick(x, y);
  await isScaled("2.50");
  const picture = frame.locator("img");
  const before = await picture.boundingBox();
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y - 30, { steps: 3 });
  await page.mouse.up();
  const movedBy = async () => {
    const after = await picture.boundingBox();
    return [
      Math.round((before?.x ?? 0) - (after?.x ?? 0)),
      Math.round((before?.y ?? 0) - (after?.y ?? 0)),
    ];
  };
  await expect.poll(movedBy).toEqual([60, 30]);
  await page.mouse.wheel(0, -200);
  await expect
    .poll(async () => Number(await frame.getAttribute("data-scale")))
    .toBeGreaterThan(2.5);
  await dialog.getByRole("button", { name: "Show the whole photo" }).click();
  await isScaled("1.00");

  await expect(dialog.getByText("trip/shore.heic")).toBeVisible();
  await dialog.getByRole("button", { name: "Copy the path" }).click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    "trip/shore.heic",
  );
  // The photo itself: until libheif has decoded it, the thumbnail stands in.
  const size = Number(await picture.getAttribute("width"));
  await expect
    .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBe(size);
  const tools = dialog.locator(".photo-tools");
  await tools.getByRole("button", { name: "Copy the picture" }).click();
  await expect(tools.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const blob = await item?.getType("image/png");
    return blob ? (await createImageBitmap(blob)).width : 0;
  });
  expect(copied).toBe(size);

  // Walking goes by the ranking that the photo was opened from, and shows the next photo whole.
  await page.keyboard.press("+");
  await page.keyboard.press("0");
  const step = rank === 4 ? "ArrowLeft" : "ArrowRight";
  await page.keyboard.press(step);
  await expect(
    dialog.getByText(`${String(rank === 4 ? 3 : rank + 1)} of 4`),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  // Back among the photos, the focus is on the one that was shown last.
  await expect(page.locator("[data-at]:focus")).toHaveAttribute(
    "data-rank",
    String(rank === 4 ? 3 : rank + 1),
  );
});
