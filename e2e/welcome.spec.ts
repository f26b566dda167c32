/** The first screen's promise, and the box that shows where reading stops. */
import { expect, paragraph, readJson, test, type App } from "./fixtures";
import type { Samples } from "../src/ui/use-samples";

const {
  queries: [shown],
} = readJson("public/samples/samples.json") as Samples;

const specimen = ".specimen li";

test("the first screen shows the photos that the models really rank first, and search agrees", async ({
  app,
  page,
}) => {
  await expect(page.locator(".specimen .cut")).toContainText(
    "CLIP-lite stops here",
  );
  // No name is divided at its hyphen.
  const names = page.locator(".lead .unbroken");
  await expect(names).toHaveText(["CLIP-lite", "TULIP-lite"]);
  await expect(names.first()).toHaveCSS("white-space", "nowrap");
  const promised = await page
    .locator(specimen)
    .evaluateAll((all) =>
      all.map((each) => [
        each.getAttribute("data-model"),
        each.querySelector("img")?.getAttribute("src")?.split("/samples/")[1],
      ]),
    );
  expect(promised.map(([model]) => model)).toEqual(["clip-lite", "tulip-lite"]);
  await page.getByRole("button", { name: "Try the sample photos" }).click();
  await app.ready();
  await app.ranked(shown?.text ?? "");
  for (const [model, path] of promised)
    expect((await app.order(model ?? ""))[0], model ?? "").toBe(path);
});

/** Where the copy of the words in the box lies, against the box's own. */
const layout = (app: App) =>
  app.query.evaluate((box: HTMLTextAreaElement) => {
    const copy = box.parentElement?.querySelector(".query-copy");
    return [
      [box.scrollHeight, box.clientWidth],
      [copy?.scrollHeight, copy?.clientWidth],
    ];
  });

test("what a model does not read fades in the box itself, and the words stay under the caret", async ({
  app,
  page,
}) => {
  await page.getByRole("button", { name: "Try the sample photos" }).click();
  await app.ready();
  const copy = page.locator(".query-copy");
  for (const width of [1440, 900, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await app.search(`${paragraph}\n\n`);
    await expect(copy.locator(".unread")).toContainText("in the sand.");
    await expect(copy).toHaveText(paragraph);
    const [typed, drawn] = await layout(app);
    expect(drawn).toEqual(typed);
    // Written on at the end, the caret is in sight.
    await app.query.press("End");
    await app.query.pressSequentially("and more");
    await expect(copy.locator(".unread")).toContainText("and more");
    const below = await copy.evaluate((words) => {
      const box = words.parentElement;
      return box ? box.scrollHeight - box.scrollTop - box.clientHeight : NaN;
    });
    expect(below).toBeLessThan(40);
  }
  await app.search("a kitten");
  await expect(copy.locator(".unread")).toHaveCount(0);
  // However much stands beside it, the box is no higher than three lines.
  await page.setViewportSize({ width: 1280, height: 800 });
  expect((await app.query.boundingBox())?.height).toBeLessThan(120);
});
