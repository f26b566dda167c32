import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, folderOf, somePhotos, test } from "./fixtures";

const paragraph =
  "I remember it was a bright afternoon and we were all outside. In the picture there is a brown dog running across the grass " +
  "with something in its mouth, and behind it you can see a fence and a row of trees that throw long shadows over the lawn. " +
  "I think my brother stood on the left, in a white shirt, looking away from the camera. The sky is pale and there are no " +
  "clouds at all. What I remember best is the end of it: right at the edge of the picture a child in a red jacket.";

const wcag = [
  ...["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  "best-practice",
];

type Form = readonly [width: number, colorScheme: "light" | "dark"];
const allForms: readonly Form[] = [
  [1280, "light"],
  [1280, "dark"],
  [360, "light"],
  [360, "dark"],
];

/** Every rule broken in the view that is open, in both themes, on a desk and on a phone, with who breaks it. */
async function broken(
  page: Page,
  view: string,
  forms: readonly Form[] = allForms,
): Promise<string[]> {
  const found: string[] = [];
  for (const [width, colorScheme] of forms) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page })
      .withTags(wcag)
      // An experimental rule: it wants the words that a photo shows on hover to be said in their order on screen.
      .disableRules(["label-content-name-mismatch"])
      .analyze();
    for (const { id, nodes } of violations)
      for (const { target, failureSummary } of nodes)
        found.push(
          `${view}, ${colorScheme}, ${String(width)}: ${id}: ${target.join(" ")}: ${failureSummary ?? ""}`,
        );
  }
  return found;
}

test("no view breaks a rule of WCAG 2.2 AA, in both themes, on a desk and on a phone", async ({
  app,
  page,
}) => {
  await page.locator(".cut").waitFor();
  const found = await broken(page, "welcome");
  await app.pick(folderOf(somePhotos(12)));
  await app.ready();
  await app.search(paragraph);
  await page.locator(".cut").first().waitFor();
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("button", { name: "Save the query" }).click();
  await page.getByText("Earlier queries").click();
  found.push(...(await broken(page, "search, filters and saved queries")));
  await page.keyboard.press("Escape");

  await app.ranking("tulip-lite").locator('[data-rank="2"]').click();
  await page.locator("dialog img").waitFor();
  await page.locator('[data-why="tulip-lite"] mark').first().waitFor();
  found.push(...(await broken(page, "photo and why")));
  await page.keyboard.press("Escape");

  expect(found).toEqual([]);
});

test("no page in a dialog breaks a rule of WCAG 2.2 AA, bright on a desk and dark on a phone", async ({
  app,
  page,
}) => {
  await app.pick(folderOf(somePhotos(2)));
  await app.ready();
  const found: string[] = [];
  for (const name of ["Models", "Evaluate", "Keys", /^Library/]) {
    await page.getByRole("button", { name, exact: true }).click();
    await expect(page.getByRole("dialog").locator("h2")).toBeVisible();
    found.push(
      ...(await broken(page, `the page ${String(name)}`, [
        [1280, "light"],
        [360, "dark"],
      ])),
    );
    await page.keyboard.press("Escape");
  }
  expect(found).toEqual([]);
});

test("nothing is lost at 200 % and 400 % zoom: no view is wider than the screen", async ({
  app,
  page,
}) => {
  await app.pick(folderOf(somePhotos(6)));
  await app.ready();
  await app.search(paragraph);
  await page.getByRole("button", { name: "Filters" }).click();
  // What a desk of 1280 pixels is at these zooms.
  const wide: string[] = [];
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 512 });
    for (const view of ["Models", "Evaluate", "Keys", /^Library/, null]) {
      const opener = page.getByRole("button", {
        name: view ?? "",
        exact: true,
      });
      if (view) await opener.click();
      const over = await page.evaluate(() =>
        [document.documentElement, document.querySelector("dialog")].map(
          (each) => (each ? each.scrollWidth - each.clientWidth : 0),
        ),
      );
      if (over.some((pixels) => pixels > 0))
        wide.push(`${String(view)} at ${String(width)}: ${String(over)}`);
      if (view) await page.keyboard.press("Escape");
    }
  }
  expect(wide).toEqual([]);
});

test("more contrast is given to those who ask for it", async ({
  app,
  page,
}) => {
  await app.pick(folderOf(somePhotos(6)));
  await app.ready();
  await app.search(paragraph);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({
      colorScheme,
      contrast: "more",
      reducedMotion: "reduce",
    });
    const { violations } = await new AxeBuilder({ page })
      .withRules(["color-contrast-enhanced"])
      .analyze();
    expect(
      violations.flatMap(({ nodes }) =>
        nodes.map(({ target, failureSummary }) => [target, failureSummary]),
      ),
    ).toEqual([]);
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
