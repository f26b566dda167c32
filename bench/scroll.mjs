// `npm run bench:scroll [photos] [fewer photos]`: the grid of so many photos (100,000) scrolled through, set against the
// same scroll through fewer (1,000), by turns: frames that took over 50 ms, the longest task, and cards in the page.
import { rmSync } from "node:fs";
import { runnerImport } from "vite";
import { report, scratch, start } from "./small-library.mjs";

const [many = 100_000, few = 1000] = process.argv.slice(2).map(Number);
const turns = 3;
const query = "a dog runs through the grass";

const { module: largeIndex } = await runnerImport("./e2e/large-index.ts");

/** A page whose whole index is ranked, nothing cut off. */
async function ranked({ browser, address }, photos) {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto(`${address}?device=wasm`);
  await page.getByRole("button", { name: "Choose a folder" }).waitFor();
  await largeIndex.writeLargeIndex(page, photos);
  await page.reload();
  const box = page.getByRole("textbox", { name: "Describe the photo" });
  await box.fill(query);
  await page.getByRole("button", { name: "Show them too" }).click();
  await page
    .locator(`.grid[aria-rowcount] [data-rank="1"]`)
    .first()
    .waitFor({ timeout: 120_000 });
  await page
    .getByText(`${photos.toLocaleString("en")} photos, updated`)
    .waitFor({
      state: "attached",
      timeout: 120_000,
    });
  return page;
}

/** From top to bottom in jumps; after each the wheel turns for a while. As many jumps and turns, however many photos. */
const scroll = (page) =>
  page.evaluate(async () => {
    const { document, requestAnimationFrame, innerHeight } = window;
    const [jumps, framesEach, framePx] = [15, 10, 90];
    const tasks = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    });
    observer.observe({ type: "longtask" });
    const frame = () => new Promise(requestAnimationFrame);
    const frames = [];
    let [mostCards, onScreen, blank] = [0, 0, 0];
    let lastMs = await frame();
    for (let jump = 0; jump <= jumps; jump++) {
      const way = document.body.scrollHeight - innerHeight;
      window.scrollTo(0, (way * jump) / jumps);
      for (let turn = 0; turn < framesEach; turn++) {
        window.scrollBy(0, framePx);
        const nowMs = await frame();
        frames.push(nowMs - lastMs);
        lastMs = nowMs;
      }
      // Between two jumps: looking at the cards is not what is measured.
      for (const card of document.querySelectorAll("[data-at]")) {
        const { top, bottom } = card.getBoundingClientRect();
        if (bottom <= 0 || top >= innerHeight) continue;
        onScreen++;
        if (!("photo" in card.dataset)) blank++;
      }
      mostCards = Math.max(
        mostCards,
        document.querySelectorAll("[data-at]").length,
      );
      lastMs = await frame();
    }
    observer.disconnect();
    return {
      frames: frames.length,
      over50Ms: frames.filter((ms) => ms > 50).length,
      longestFrameMs: Math.round(Math.max(...frames)),
      longestTaskMs: Math.round(Math.max(0, ...tasks)),
      mostCards,
      blankShare: Number((blank / onScreen).toFixed(3)),
      screens: Math.round(document.body.scrollHeight / innerHeight),
    };
  });

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const middle = (runs) =>
  Object.fromEntries(
    Object.keys(runs[0]).map((name) => [
      name,
      median(runs.map((run) => run[name])),
    ]),
  );

const app = await start();
try {
  const pages = [await ranked(app, few), await ranked(app, many)];
  const runs = [[], []];
  for (let turn = 0; turn < turns; turn++)
    for (const [i, page] of pages.entries()) {
      await page.bringToFront();
      runs[i].push(await scroll(page));
    }
  const [ofFew, ofMany] = runs.map(middle);
  const ratio = (name) =>
    Number((ofMany[name] / Math.max(1, ofFew[name])).toFixed(2));
  report("scroll", app.browser, {
    photos: { few, many },
    few: ofFew,
    many: ofMany,
    ratios: {
      over50Ms: ratio("over50Ms"),
      longestTaskMs: ratio("longestTaskMs"),
      mostCards: ratio("mostCards"),
    },
    turns: runs,
  });
} finally {
  await app.close();
  rmSync(scratch, { recursive: true });
}
