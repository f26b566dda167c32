/** The photos by keys alone, and by touch alone. */
import type { Locator, Page } from "@playwright/test";
import { datedFolder } from "./dated-photos";
import { App, expect, folderOf, somePhotos, test } from "./fixtures";

test("Enter opens the photo under the focus with its date, camera and place; keys and buttons walk, Escape goes back", async ({
  app,
  page,
}) => {
  await app.pick(datedFolder());
  await app.ready();
  await app.search("people outdoors");
  const order = await app.order("tulip-lite");
  const first = app.ranking("tulip-lite").locator('[data-rank="1"]');
  await first.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: order[0] ?? "" });
  await expect(dialog).toBeVisible();
  // North in the even years, south in the odd ones: see dated-photos.ts.
  const year = parseInt((order[0] ?? "").split("/")[1] ?? "");
  const [camera, place] =
    year % 2 === 0
      ? ["EOS R5", "52.3700° N, 4.8900° E"]
      : ["Pixel 9", "38.7200° N, 9.1400° E"];
  const words = dialog.locator(".metadata-list");
  await expect(words).toContainText(`1 June ${String(year)} at 12:00`);
  await expect(words).toContainText(camera);
  await expect(words).toContainText(place);

  await page.keyboard.press("ArrowRight");
  const second = page.getByRole("dialog", { name: order[1] ?? "" });
  await expect(second).toBeVisible();
  await second.getByRole("button", { name: "Next" }).click();
  const third = page.getByRole("dialog", { name: order[2] ?? "" });
  await expect(third).toBeVisible();
  await third.getByRole("button", { name: "Previous" }).click();
  await expect(second).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(
    app.ranking("tulip-lite").locator('[data-rank="2"]'),
  ).toBeFocused();
});

/** A finger on a card, moved to the left. */
async function swipeLeft(page: Page, card: Locator) {
  const box = await card.boundingBox();
  const y = (box?.y ?? 0) + 20;
  const devtools = await page.context().newCDPSession(page);
  const touch = (
    type: "touchStart" | "touchMove" | "touchEnd",
    touchPoints: { x: number; y: number }[],
  ) => devtools.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", [{ x: 340, y }]);
  for (let x = 320; x > 20; x -= 20) await touch("touchMove", [{ x, y }]);
  await touch("touchEnd", []);
}

test("on a phone a swipe shows the other model's photos, and a touch selects or opens one", async ({
  browser,
}) => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await page.goto("/?device=wasm");
  await expect(page.getByText("Try the sample photos")).toBeVisible();
  // Nothing can be dropped here.
  await expect(page.getByText("Or drop a folder")).toBeHidden();
  const app = new App(page);
  await app.pick(folderOf(somePhotos(6)));
  await app.ready();
  await app.search("people outdoors");
  const [clip, tulip] = [app.ranking("clip-lite"), app.ranking("tulip-lite")];
  await clip.locator('[data-rank="1"]').scrollIntoViewIfNeeded();
  await expect(tulip.locator('[data-rank="1"]')).not.toBeInViewport();

  await swipeLeft(page, clip.locator('[data-rank="1"]'));
  const card = tulip.locator('[data-rank="1"]');
  await expect(card).toBeInViewport();
  await expect(
    page.getByRole("navigation", { name: "Rankings" }).getByRole("button", {
      name: "TULIP-lite",
    }),
  ).toHaveAttribute("aria-current", "true");

  const path = (await card.getAttribute("data-photo")) ?? "";
  await tulip.getByRole("checkbox", { name: `Select ${path}` }).tap();
  await expect(card).toHaveAttribute("data-selected", "true");
  await card.tap();
  await expect(page.getByRole("dialog", { name: path })).toBeVisible();
  await context.close();
});
