import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, folderOf, paragraph, somePhotos, test } from "./fixtures";

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
  await page.locator(".query-copy .unread").waitFor();
  await expect(page.getByRole("heading", { level: 2 })).toHaveText([
    "Describe the photo",
    "Rankings",
  ]);
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
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  expect(found).toEqual([]);
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
