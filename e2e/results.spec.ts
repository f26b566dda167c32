import { copyFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, folderOf, somePhotos, test, type App } from "./fixtures";
import { writeLargeIndex } from "./large-index";

const photos = 20_000;

interface Card {
  /** The angle of its vector, see large-index.ts. */
  readonly angle: number;
  readonly rank: number;
  readonly score: number;
}

/** The photos on and around the screen, as their cards tell. */
const cardsOf = (app: App, model: string): Promise<Card[]> =>
  app
    .ranking(model)
    .locator("[data-photo]")
    .evaluateAll((cards) =>
      cards.map((card) => ({
        angle: parseInt(card.getAttribute("data-photo") ?? "", 10),
        rank: Number(card.getAttribute("data-rank")),
        score: Number(card.getAttribute("data-score")),
      })),
    );

/** Ranks a text over the whole index: among so many photos what does not match is cut off unasked. */
async function rankAll(app: App, text: string) {
  await app.search(text);
  const showAll = app.page.getByRole("button", { name: "Show them too" });
  await showAll.click();
  await expect(showAll).toBeHidden();
  await app.ranked(text);
}

/** Scrolls the page to a share of its height, and waits until both columns show photos there. */
async function scrollTo({ page }: App, share: number) {
  await page.evaluate((to) => {
    window.scrollTo({ top: to * document.body.scrollHeight });
  }, share);
  await expect
    .poll(() =>
      page.evaluate(() =>
        [...document.querySelectorAll(".ranking")].every((column) => {
          const onScreen = [...column.querySelectorAll("[data-at]")].filter(
            (card) => {
              const { top, bottom } = card.getBoundingClientRect();
              return bottom > 0 && top < innerHeight;
            },
          );
          return (
            onScreen.length > 0 &&
            onScreen.every((card) => card.hasAttribute("data-photo"))
          );
        }),
      ),
    )
    .toBe(true);
}

/** Scores of all photos, best first, from two of them: every score is q0 cos a + q1 sin a. */
function scoresFrom(first: Card, last: Card): number[] {
  const [a, b] = [first.angle, last.angle];
  const det = Math.sin(b - a);
  const q0 = (first.score * Math.sin(b) - last.score * Math.sin(a)) / det;
  const q1 = (last.score * Math.cos(a) - first.score * Math.cos(b)) / det;
  return Array.from(
    { length: photos },
    (_, angle) => q0 * Math.cos(angle) + q1 * Math.sin(angle),
  ).sort((x, y) => y - x);
}

test("20,000 photos are ranked right to the last one, with a bounded number of cards and pictures", async ({
  app,
  page,
}) => {
  await page.addInitScript(() => {
    const urls = new Set<string>();
    Object.assign(window, { urls });
    const create = URL.createObjectURL.bind(URL);
    const revoke = URL.revokeObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      const url = create(blob);
      urls.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      urls.delete(url);
      revoke(url);
    };
  });
  await page.getByRole("button", { name: "Choose a folder" }).waitFor();
  await writeLargeIndex(page, photos);
  await page.reload();
  await app.ready();
  await rankAll(app, "a dog runs through the grass");

  const models = ["clip-lite", "tulip-lite"];
  const seen = models.map(() => new Map<number, Card>());
  for (const share of [0, 0.2, 0.4, 0.5, 0.6, 0.8, 1]) {
    await scrollTo(app, share);
    expect(await page.locator("[data-at]").count()).toBeLessThan(150);
    expect(
      await page.evaluate(
        () => (window as unknown as { urls: Set<string> }).urls.size,
      ),
    ).toBeLessThan(400);
    for (const [at, model] of models.entries())
      for (const card of await cardsOf(app, model))
        seen[at]?.set(card.rank, card);
  }
  for (const cards of seen) {
    const [first, last] = [cards.get(1), cards.get(photos)];
    if (!first || !last) throw new Error("an end of the ranking is missing");
    // At the very ends cosines hardly differ: the query is told by the first photo and one from the middle.
    const middle = [...cards.values()].find(
      ({ rank }) => Math.abs(rank - photos / 2) < 500,
    );
    const scores = scoresFrom(first, middle ?? last);
    for (const { rank, score } of cards.values())
      expect(Math.abs(score - (scores[rank - 1] ?? NaN))).toBeLessThan(1e-5);
  }
  await expect(page.locator('.card img[src^="blob:"]').first()).toBeVisible();
});

test("arrow keys walk the photos and cross the columns", async ({
  app,
  page,
}) => {
  await page.getByRole("button", { name: "Choose a folder" }).waitFor();
  await writeLargeIndex(page, 2000);
  await page.reload();
  await app.ready();
  await rankAll(app, "a dog");
  const focused = page.locator("[data-at]:focus");

  await app.query.press("Escape");
  await app.ranking("clip-lite").locator('[data-at="0"]').focus();
  await page.keyboard.press("ArrowRight");
  await expect(focused).toHaveAttribute("data-rank", "2");
  await page.keyboard.press("ArrowLeft");
  await expect(focused).toHaveAttribute("data-rank", "1");
  await page.keyboard.press("End");
  await expect(focused).not.toHaveAttribute("data-rank", "1");
  const lanes = Number(await focused.getAttribute("data-rank"));
  await page.keyboard.press("ArrowRight");
  await expect(
    app.ranking("tulip-lite").locator('[data-rank="1"]'),
  ).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(focused).toHaveAttribute("data-rank", String(lanes + 1));
  await page.keyboard.press("Control+End");
  await expect(focused).toHaveAttribute("data-rank", "2000");
  await expect(focused).toBeInViewport();

  // The twin lights up wherever it is on screen, and is told of in its own column.
  await page.keyboard.press("Control+Home");
  await expect(focused).toHaveAttribute("data-rank", "1");
  await expect(app.ranking("clip-lite").locator(".places")).toContainText(
    "1st for TULIP-lite",
  );

  // Escape lets go, and ? tells all of this.
  await page.keyboard.press("Escape");
  await expect(focused).toHaveCount(0);
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys.getByText("open the photo")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(keys).toHaveCount(0);
  await page.keyboard.press("/");
  await expect(app.query).toBeFocused();
});

test("the focus stays on its photo when the index grows and the ranking changes", async ({
  app,
  page,
}) => {
  const photos = somePhotos(14);
  const folder = folderOf(photos.slice(0, 4));
  await app.pick(folder);
  await app.ready();
  await app.search("people outdoors");
  await app.ranking("tulip-lite").locator('[data-rank="4"]').focus();
  const focused = page.locator("[data-at]:focus");
  const path = (await focused.getAttribute("data-photo")) ?? "";
  for (const photo of photos.slice(4))
    copyFileSync(photo, join(folder, basename(photo)));
  await app.pick(folder);
  await expect(app.status).toHaveAttribute("data-encoded", "10");
  await app.ready();
  await expect(
    app.ranking("tulip-lite").locator('[data-rank="14"]'),
  ).toBeAttached();
  await expect(focused).toHaveAttribute("data-photo", path);
});
