import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "@playwright/test";
import {
  addDamaged,
  expect,
  folderOf,
  paragraph,
  somePhotos,
  test,
} from "./fixtures";

test("a folder of 40 photos is indexed on WASM and searched by both models", async ({
  app,
}) => {
  await app.pick(folderOf(somePhotos(40)));
  await app.ready();
  const total = await app.count("total");
  expect(total).toBe(40);
  expect(await app.count("encoded")).toBe(40);
  expect(await app.count("done")).toBe(40);
  expect(await app.count("failed")).toBe(0);
  await expect(app.status).toHaveAttribute("data-device", "wasm");

  await app.search("a dog runs through the grass");
  for (const model of ["clip-lite", "tulip-lite"]) {
    const cards = app.ranking(model).locator("[data-photo]");
    // Only the rows near the screen are there.
    await expect(cards.nth(11)).toBeAttached();
    const ranks = await cards.evaluateAll((all) =>
      all.map((card) => Number(card.getAttribute("data-rank"))),
    );
    expect(ranks).toEqual(Array.from(ranks, (_, i) => i + 1));
    const scores = await cards.evaluateAll((all) =>
      all.map((card) => Number(card.getAttribute("data-score"))),
    );
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores.every((score) => score > -1 && score < 1)).toBe(true);
    expect(new Set(await app.order(model)).size).toBe(ranks.length);
  }
});

test("a long paragraph is cut for CLIP at 77 tokens and read whole by TULIP", async ({
  app,
  page,
}) => {
  await app.pick(folderOf(somePhotos(12)));
  await app.ready();
  await app.search(paragraph);
  const meter = (model: string) =>
    page.locator(`[data-testid="token-meter"][data-model="${model}"]`);
  await expect(meter("clip-lite")).toHaveAttribute("data-read", "77");
  const tokens = await meter("tulip-lite").getAttribute("data-tokens");
  expect(Number(tokens)).toBeGreaterThan(100);
  await expect(meter("tulip-lite")).toHaveAttribute("data-read", tokens ?? "");
  await expect(meter("tulip-lite")).toHaveAttribute("data-cut", "");
  const cut = Number(await meter("clip-lite").getAttribute("data-cut"));
  expect(cut).toBeGreaterThan(200);
  // Within what it was trained on the meter says nothing of it.
  const beyond = /, [\d,]+ past the 512 it was trained on/;
  await expect(meter("tulip-lite")).not.toContainText(beyond);

  // What lies behind the cut changes nothing for CLIP and something for TULIP.
  const clip = await app.order("clip-lite");
  const score = (model: string) =>
    app.ranking(model).locator('[data-rank="1"]').getAttribute("data-score");
  const [clipScore, tulipScore] = [
    await score("clip-lite"),
    await score("tulip-lite"),
  ];
  await app.search(`${paragraph.slice(0, cut)} and nothing else of it.`);
  expect(await app.order("clip-lite")).toEqual(clip);
  expect(await score("clip-lite")).toBe(clipScore);
  expect(await score("tulip-lite")).not.toBe(tulipScore);

  await app.search(Array<string>(6).fill(paragraph).join(" "));
  await expect(meter("tulip-lite")).toContainText(beyond);
  await expect(meter("clip-lite")).not.toContainText("past");
  const text = page.locator(".query-box");
  await expect(text).toContainText(
    "TULIP-lite was trained on texts up to here",
  );
  // What it was not trained on is marked, to the end, and nothing else.
  await expect(text.locator(".untrained")).toHaveCount(1);
  await expect(text.locator(".untrained")).toContainText(paragraph.slice(-40));
});

test("the newest query wins, and each ranking says which text it ranked", async ({
  app,
}) => {
  await app.pick(folderOf(somePhotos(8)));
  await app.ready();
  const text = "a child in a red jacket plays on the beach";
  const told = await whatIsTold(app.ranking("clip-lite"));
  await app.query.pressSequentially(text, { delay: 5 });
  await app.ranked(text);
  const states = await told.jsonValue();
  expect(states).toContainEqual({ query: "", busy: "true" });
  expect(states.at(-1)).toEqual({ query: text, busy: "false" });
  for (const { query } of states) expect(text).toContain(query);
  await app.query.fill("");
  await expect(app.ranking("clip-lite").locator("[data-photo]")).toHaveCount(0);
});

/** Every state of a ranking from now on: which text it ranked, and whether it is busy with another. */
const whatIsTold = (ranking: Locator) =>
  ranking.evaluateHandle((column) => {
    const states: { query: string | null; busy: string | null }[] = [];
    new MutationObserver(() => {
      const query = column.getAttribute("data-query");
      states.push({ query, busy: column.getAttribute("aria-busy") });
    }).observe(column, { attributeFilter: ["data-query", "aria-busy"] });
    return states;
  });

test("after a reload the index is there, and the same folder picked again encodes nothing", async ({
  app,
  page,
}) => {
  const photos = somePhotos(7);
  const folder = folderOf(photos.slice(0, 6));
  await app.pick(folder);
  await app.ready();
  await app.search("people outdoors");
  const before = await app.order("tulip-lite");

  await page.reload();
  await app.ready();
  expect(await app.count("done")).toBe(6);
  expect(await app.count("encoded")).toBe(0);
  await app.search("people outdoors");
  expect(await app.order("tulip-lite")).toEqual(before);

  await app.pick(folder);
  await expect(app.status).toHaveAttribute("data-phase", "ready");
  await expect(app.status).toHaveAttribute("data-unchanged", "6");
  expect(await app.count("encoded")).toBe(0);

  copyFileSync(photos[6] ?? "", join(folder, "new.jpg"));
  rmSync(join(folder, before[0] ?? ""));
  await app.pick(folder);
  await expect(app.status).toHaveAttribute("data-encoded", "1");
  await app.ready();
  expect(await app.count("unchanged")).toBe(5);
  await app.search("people outdoors");
  const after = await app.order("tulip-lite");
  expect(after).toContain("new.jpg");
  expect(after).not.toContain(before[0]);
});

test("damaged photos are skipped by name and counted", async ({
  app,
  page,
}) => {
  const photos = somePhotos(3);
  const folder = folderOf(photos);
  const damaged = addDamaged(folder, photos[0] ?? "");
  await app.pick(folder);
  await app.ready();
  expect(await app.count("total")).toBe(6);
  expect(await app.count("done")).toBe(3);
  expect(await app.count("failed")).toBe(3);
  await page.getByRole("button", { name: "3 photos skipped" }).click();
  for (const name of damaged) await expect(page.getByText(name)).toBeVisible();
  await app.search("a photo");
  await expect(app.ranking("clip-lite").locator("[data-photo]")).toHaveCount(3);

  // Nothing changed, so nothing is tried again.
  await app.pick(folder);
  await expect(app.status).toHaveAttribute("data-unchanged", "3");
  await app.ready();
  expect(await app.count("failed")).toBe(3);
});
