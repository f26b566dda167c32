/** Filters, the cut-off, order by date, and how far the models agree. */
import { datedFolder } from "./dated-photos";
import { expect, test, type App } from "./fixtures";

async function settled(app: App, count: number) {
  for (const id of ["clip-lite", "tulip-lite"]) {
    await expect(app.ranking(id)).toHaveAttribute("aria-busy", "false");
    await expect(app.ranking(id).locator("[data-photo]")).toHaveCount(count);
  }
}

test("filters combine: date, camera, type, shape, folder and place", async ({
  app,
  page,
}) => {
  await app.pick(datedFolder());
  await app.ready();
  await app.search("people outdoors");
  await page.getByRole("button", { name: "Filters", exact: true }).click();
  const filters = page.getByRole("group", { name: "Filters" });
  await filters.getByLabel("Taken from").fill("2014-01-01");
  await settled(app, 8);
  await filters.getByLabel("Taken until").fill("2019-12-31");
  await settled(app, 6);
  await filters.getByLabel("Camera").selectOption("Pixel 9");
  await settled(app, 3);
  expect((await app.order("tulip-lite")).toSorted()).toEqual([
    "south/2015.jpg",
    "south/2017.jpg",
    "south/2019.jpg",
  ]);
  await expect(page.getByText("3 photos pass the filters.")).toBeVisible();
  await filters.getByLabel("File type").selectOption("JPEG");
  await settled(app, 3);
  await filters.getByLabel("Near (latitude").fill("52.37, 4.89");
  await expect(
    page.locator(".matches").getByText("No photo passes the filters."),
  ).toBeVisible();
  await filters.getByLabel("Within km").fill("3000");
  await settled(app, 3);

  await page.getByRole("button", { name: "Clear filters" }).click();
  await settled(app, 12);
  await filters.getByLabel("Folder").selectOption({ label: "dated / north" });
  await settled(app, 6);
  for (const path of await app.order("clip-lite"))
    expect(path).toMatch(/^north/);
  await page.getByRole("button", { name: "Clear filters" }).click();

  // Near another photo's place: asked from the photo itself.
  await app
    .ranking("tulip-lite")
    .locator('[data-photo="south/2011.jpg"]')
    .click();
  await page.getByRole("button", { name: "Photos near here" }).click();
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await settled(app, 6);
  for (const path of await app.order("clip-lite"))
    expect(path).toMatch(/^south/);
});

test("matches come in order of date, what does not match is cut off, and the cut-off can be moved", async ({
  app,
  page,
}) => {
  await app.pick(datedFolder());
  await app.ready();
  await app.search("a dog runs through the grass");
  const byScore = await app.order("tulip-lite");
  await page.getByRole("button", { name: "Filters", exact: true }).click();
  const cutOff = page.getByRole("slider", { name: "Cut-off" });
  await cutOff.fill("0.5");
  await expect(page.getByText("below the cut-off")).toBeVisible();
  const cards = app.ranking("tulip-lite").locator("[data-photo]");
  await expect.poll(() => cards.count()).toBeLessThan(12);
  const matches = await app.order("tulip-lite");
  expect(matches).toEqual(byScore.slice(0, matches.length));

  await page.getByLabel("Order of matches").selectOption("newest first");
  await expect
    .poll(() => app.order("tulip-lite"))
    .toEqual(matches.toSorted((a, b) => (a.slice(6) < b.slice(6) ? 1 : -1)));
  await page.getByRole("button", { name: "Show them too" }).click();
  await settled(app, 12);
});

test("a text about nothing that the photos show is said to have no match worth showing", async ({
  app,
  page,
}) => {
  await app.pick(datedFolder());
  await app.ready();
  await app.search("a dog runs through the grass");
  await expect(
    page.locator(".matches").getByText("No match worth showing"),
  ).toBeHidden();
  // Not one of the texts that set the level.
  await app.search("Two hundred and fifty-six divided by sixteen is sixteen.");
  await expect(
    page.locator(".matches").getByText("No match worth showing"),
  ).toBeVisible();
});

test("the models' agreement is told: overlap, rank correlation, only here, and the biggest movers", async ({
  app,
  page,
}) => {
  await app.pick(datedFolder());
  await app.ready();
  await app.search("a dog runs through the grass");
  const ranksOf = async (id: string) => {
    const order = await app.order(id);
    return new Map(order.map((path, i) => [path, i + 1]));
  };
  const [clip, tulip] = [
    await ranksOf("clip-lite"),
    await ranksOf("tulip-lite"),
  ];
  const shifts = [...clip].map(
    ([path, rank]) => [path, rank - (tulip.get(path) ?? 0)] as const,
  );
  const told = page.locator('[data-agreement="tulip-lite"]');
  const overlap = [...clip].filter(
    ([path, rank]) => rank <= 10 && (tulip.get(path) ?? 99) <= 10,
  ).length;
  await expect(told).toHaveAttribute("data-overlap", String(overlap));
  // Spearman's formula for ranks without ties.
  const squares = shifts.reduce((sum, [, shift]) => sum + shift ** 2, 0);
  expect(Number(await told.getAttribute("data-correlation"))).toBeCloseTo(
    1 - (6 * squares) / (12 * (12 ** 2 - 1)),
    9,
  );
  for (const [path, rank] of tulip) {
    const card = app.ranking("tulip-lite").locator(`[data-photo="${path}"]`);
    const only = rank <= 10 && (clip.get(path) ?? 0) > 10;
    await expect(card).toHaveAttribute("data-only-here", String(only));
  }
  await page.getByRole("button", { name: "Biggest movers" }).click();
  const most = Math.max(...shifts.map(([, shift]) => Math.abs(shift)));
  const movers = page.locator("[data-mover]");
  await expect(movers).toHaveCount(
    Math.min(12, shifts.filter(([, shift]) => shift !== 0).length),
  );
  const first = await movers.first().getAttribute("data-mover");
  expect(Math.abs(shifts.find(([path]) => path === first)?.[1] ?? 0)).toBe(
    most,
  );
});

test("each photo tells its rank, its score and how far the other model puts it from there", async ({
  app,
}) => {
  await app.pick(datedFolder());
  await app.ready();
  await app.search("a dog runs through the grass");
  const underClip = await app.order("clip-lite");
  for (const [at, path] of (await app.order("tulip-lite")).entries()) {
    const card = app.ranking("tulip-lite").locator(`[data-photo="${path}"]`);
    await card.focus();
    const score = Number(await card.getAttribute("data-score")).toFixed(3);
    const shift = underClip.indexOf(path) - at;
    await expect(card.locator(".rank")).toHaveText(String(at + 1));
    await expect(card.locator(".caption-score")).toHaveText(score);
    await expect(card.locator(".caption-shift")).toHaveText(
      shift === 0 ? "=" : `${shift > 0 ? "▲" : "▼"} ${Math.abs(shift)}`,
    );
    await expect(card).toHaveAccessibleName(
      new RegExp(`score ${score}, .*(place|places) .*CLIP-lite$`),
    );
  }
});
