/** What no checker of rules sees: the page at high zoom, the focus on its way, and motion for those who want none. */
import { expect, folderOf, paragraph, somePhotos, test } from "./fixtures";

test("nothing is lost at 200 % and 400 % zoom: no view is wider than the screen", async ({
  app,
  page,
}) => {
  await app.pick(folderOf(somePhotos(6)));
  await app.ready();
  await app.search(paragraph);
  await page.getByRole("button", { name: "Filters" }).click();
  const dialog = page.getByRole("dialog");
  const overflow = () =>
    page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll("dialog")].map(
        (each) => each.scrollWidth - each.clientWidth,
      ),
    );
  // What a desk of 1280 pixels is at these zooms.
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 512 });
    for (const view of ["Models", "Evaluate", "Keys", /^Library/, null]) {
      const opener = page.getByRole("button", {
        name: view ?? "",
        exact: true,
      });
      if (view) {
        await opener.click();
        await expect(dialog.locator("h2")).toBeVisible();
      }
      await expect
        .poll(overflow, `${String(view)} at ${String(width)}`)
        .toEqual(view ? [0, 0] : [0]);
      if (view) await page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
    }
  }
});

test("the focus is seen on everything that the keyboard reaches, also in forced colours", async ({
  app,
  page,
}) => {
  await app.pick(folderOf(somePhotos(6)));
  await app.ready();
  await app.search(paragraph);
  for (const forcedColors of ["none", "active"] as const) {
    await page.emulateMedia({ forcedColors });
    await page.locator("h1").click();
    const unseen: string[] = [];
    let reached = 0;
    for (;;) {
      await page.keyboard.press("Tab");
      const [name, seen] = await page.evaluate((): [string, boolean] => {
        const at = document.activeElement;
        // Round once, and out at the end of the page or back at its start.
        if (!at || at === document.body || at.hasAttribute("data-reached"))
          return ["", true];
        at.setAttribute("data-reached", "");
        const outlined = (element: Element | null): boolean => {
          if (!element || element === document.body) return false;
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          return (
            (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) ||
            outlined(element.parentElement)
          );
        };
        const { top, bottom, width } = at.getBoundingClientRect();
        const onScreen = top < innerHeight && bottom > 0 && width > 0;
        return [at.outerHTML, outlined(at) && onScreen];
      });
      if (name === "") break;
      reached += 1;
      if (!seen) unseen.push(name);
    }
    expect(reached).toBeGreaterThan(8);
    expect(unseen).toEqual([]);
    await page.evaluate(() => {
      for (const each of document.querySelectorAll("[data-reached]"))
        each.removeAttribute("data-reached");
    });
  }
});

test("nothing moves for those who want no motion", async ({ app, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await app.pick(folderOf(somePhotos(4)));
  await app.ready();
  await app.search("a dog");
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter((element) => {
        const style = getComputedStyle(element);
        const lasts = (durations: string) =>
          durations.split(",").some((each) => parseFloat(each) > 0);
        return (
          (style.transitionProperty !== "none" &&
            lasts(style.transitionDuration)) ||
          (style.animationName !== "none" && lasts(style.animationDuration)) ||
          style.scrollBehavior === "smooth"
        );
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  expect(moving).toEqual([]);
});
