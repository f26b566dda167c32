/** Why a photo: sentences left out, parts of the photo covered, and the warning of a cut sentence that matters. */
import { mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { announcements } from "./announcements";
import { expect, folderOf, somePhotos, test, type App } from "./fixtures";

const [first, second, last] = [
  "A brown dog runs across the grass with something in its mouth.",
  "Behind it there is a fence and a row of trees that throw long shadows over the lawn, my brother stood on the left in a white shirt and looked away from the camera, and the sky above us was pale and without any clouds at all, as it often is in that part of the country when the summer ends.",
  "Right at the edge a child in a red jacket sits on a swing above the sand of the beach beside the sea.",
] as const;
const paragraph = `${first} ${second} ${last}`;

const topScore = async (app: App, model: string, path: string) =>
  Number(
    await app
      .ranking(model)
      .locator(`[data-photo="${path}"]`)
      .getAttribute("data-score"),
  );

test("each sentence is shaded by what the score loses without it, for both models, and what was cut adds nothing", async ({
  app,
  page,
}) => {
  const heard = await announcements(page);
  await page.reload();
  await app.pick(folderOf(somePhotos(24)));
  await app.ready();
  await app.search(paragraph);
  const [path = ""] = await app.order("tulip-lite");
  const whole = await topScore(app, "tulip-lite", path);
  await app.ranking("tulip-lite").locator('[data-rank="1"]').click();
  const why = (model: string) => page.locator(`[data-why="${model}"]`);
  const shares = why("tulip-lite").locator("[data-share]");
  await expect(shares).toHaveCount(3);
  const lastShare = Number(await shares.last().getAttribute("data-share"));
  // CLIP stops within the second sentence.
  await expect(why("clip-lite").locator("[data-share]")).toHaveCount(2);
  await expect(why("clip-lite").locator(".unread")).toContainText(
    "a child in a red jacket",
  );

  // The heat map is drawn for both models, and can be called off; who hears the page hears when it begins and when it is done.
  const show = page.getByRole("button", { name: "Show where on the photo" });
  await show.click();
  await expect(page.locator('[data-heat="drawing"] progress')).toHaveAttribute(
    "max",
    "50",
  );
  await page.getByRole("button", { name: "Cancel" }).click();
  await show.click();
  for (const model of ["clip-lite", "tulip-lite"]) {
    const cells = page.locator(`[data-heat="${model}"] [data-drop]`);
    await expect(cells).toHaveCount(49);
    const drops = await cells.evaluateAll((all) =>
      all.map((cell) => Number(cell.getAttribute("data-drop"))),
    );
    expect(new Set(drops).size).toBeGreaterThan(20);
    expect(Math.max(...drops)).toBeGreaterThan(0.01);
  }
  const begun = "Covering parts of the photo";
  await expect
    .poll(async () => (await heard()).slice(-3))
    .toEqual([begun, begun, "Heat maps are drawn."]);
  // What was pressed is gone: the keyboard goes on from where it stood.
  await expect(page.locator(":focus [data-heat]")).toHaveCount(2);
  await page.getByRole("button", { name: "Close", exact: true }).click();

  await app.search(`${first} ${second} `);
  expect(whole - (await topScore(app, "tulip-lite", path))).toBeCloseTo(
    lastShare,
    4,
  );
});

test("a sentence behind the cut that matters is warned of, and one in front is not", async ({
  app,
  page,
}) => {
  const folder = folderOf(somePhotos(24));
  mkdirSync(join(folder, "few"));
  for (const name of readdirSync(folder).slice(0, 6))
    if (name !== "few")
      renameSync(join(folder, name), join(folder, "few", name));
  const heard = await announcements(page);
  await page.reload();
  await app.pick(folder);
  await app.ready();
  await app.search(paragraph);
  const warning = page.locator(".cut-warning");
  await expect(warning).toContainText("CLIP-lite does not read");
  const changed = Number(await warning.getAttribute("data-changed"));
  const whole = (await app.order("tulip-lite")).slice(0, 10);

  const said = await warning.innerText();
  await expect.poll(heard).toContain(said);
  const sentence =
    [second, last].find((each) => said.includes(each.replace(/\.$/, ""))) ?? "";
  await app.search(paragraph.replace(sentence, ""));
  const without = (await app.order("tulip-lite")).slice(0, 10);
  expect(whole.filter((path) => !without.includes(path))).toHaveLength(changed);

  // Where few enough photos pass the filter, all of them are among the first ten with any sentence.
  await app.search(paragraph);
  await expect(warning).toBeVisible();
  await page.getByRole("button", { name: "Filters" }).click();
  await page
    .getByRole("combobox", { name: "Folder" })
    .selectOption({ label: "photos / few" });
  await expect(app.ranking("tulip-lite").locator("[data-photo]")).toHaveCount(
    5,
  );
  await expect(warning).toBeHidden();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(warning).toBeVisible();

  await app.search(first);
  await expect(warning).toBeHidden();
});
