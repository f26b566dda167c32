/** The token budget: how the rankings change as the models read on. */
import { expect, folderOf, somePhotos, test } from "./fixtures";

const text =
  "A brown dog runs across the grass with something in its mouth. Behind it there is a fence and a row of trees. " +
  "At the edge of the picture a child in a red jacket sits on a swing beside a small blue bucket.";

test("the token budget re-ranks live, with the cut, for every model and by keys", async ({
  app,
  page,
}) => {
  await app.pick(folderOf(somePhotos(10)));
  await app.ready();
  await app.search(text);
  const slider = page.getByRole("slider", { name: "Read at most" });
  await expect(slider).toHaveAttribute("aria-valuetext", "all tokens");
  const firstScore = (model: string) =>
    app.ranking(model).locator('[data-rank="1"]').getAttribute("data-score");
  const whole = await firstScore("clip-lite");

  await slider.fill("16");
  await expect(page.locator(".cut-mark")).toHaveAttribute(
    "data-words",
    /stop here, token 16 of/,
  );
  await app.ranked(text);
  for (const model of ["clip-lite", "tulip-lite"])
    await expect(
      page.locator(`[data-testid="token-meter"][data-model="${model}"]`),
    ).toHaveAttribute("data-read", "16");
  expect(await firstScore("clip-lite")).not.toBe(whole);

  await page.getByRole("heading", { name: "tulip-photos" }).click();
  await page.keyboard.press("]");
  await expect(slider).toHaveAttribute("aria-valuetext", "24 tokens");
  await page.keyboard.press("[");
  await page.keyboard.press("[");
  await expect(slider).toHaveAttribute("aria-valuetext", "8 tokens");

  // What was read decides alone: eight tokens of this text are eight tokens of another.
  await app.ranked(text);
  const eight = await firstScore("tulip-lite");
  await app.search(`${text.slice(0, 40)} and then something else entirely.`);
  expect(await firstScore("tulip-lite")).toBe(eight);
});
