/** Measure it on your own captions: recall both ways, the plot, the downloads. */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { announcements } from "./announcements";
import type { Evaluation } from "../src/engine/messages";
import {
  expect,
  folderOf,
  paragraph,
  readJson,
  somePhotos,
  test,
} from "./fixtures";

const photos = somePhotos(10);
const texts = [
  "a dog runs through the grass",
  "people stand together outdoors in the sun, and behind them there is a house",
  "a child plays in the water",
  "a person climbs a rock",
  "a night scene with many lights and a dark sky over the water, and nobody to be seen anywhere near",
];

/** As `folderOf` names its copies. */
const nameIn = (photo: string) =>
  `${basename(dirname(photo))}-${basename(photo)}`;

test("captions of one's own are measured: R@k both ways, median rank, plot, table and downloads", async ({
  app,
  page,
}) => {
  const heard = await announcements(page);
  await page.reload();
  const folder = folderOf(photos);
  await app.pick(folder);
  await app.ready();
  const names = photos.map(nameIn);
  const rows = texts.map((text, i) => `images/${names[2 * i] ?? ""},"${text}"`);
  const file = join(dirname(folder), "captions.csv");
  writeFileSync(
    file,
    ["photo,caption", ...rows, "lost.jpg,a cat", "x.jpg,"].join("\r\n"),
  );
  await page.getByRole("button", { name: "Evaluate" }).click();
  await page.getByTestId("captions-input").setInputFiles(file);
  const report = page.getByTestId("report");
  await expect(report).toContainText("5 captions of 5 photos.");
  await expect(report).toContainText("lost.jpg");
  await expect(report).toContainText(
    "1 row of the file lacks a photo or a caption.",
  );
  await expect(report).toContainText(
    /CLIP-lite puts the right photo first for .+ of the captions, TULIP-lite for .+ interval from/,
  );

  await expect
    .poll(async () => (await heard()).join(" "))
    .toMatch(
      /Measuring captions\.csv….*captions\.csv: 5 captions of 5 photos\. CLIP-lite puts/,
    );

  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download JSON" }).click();
  const json = readJson(await (await saved).path()) as Evaluation;
  const model = "tulip-lite";
  const ranks = json.queries.map((query) => query.ranks[model] ?? 0);
  const figure = (row: string) =>
    report.locator(
      `[data-figures="textToPhoto"] ${row} [data-model="${model}"]`,
    );
  for (const k of [1, 5]) {
    const hits = ranks.filter((rank) => rank <= k).length;
    await expect(figure(`[data-recall="${k}"]`)).toHaveAttribute(
      "data-value",
      String(100 * (hits / 5)),
    );
  }
  await expect(figure("[data-median]")).toHaveAttribute(
    "data-value",
    String(ranks.toSorted((a, b) => a - b)[2]),
  );
  await expect(report.locator('[data-figures="photoToText"]')).toBeVisible();
  await expect(report.locator(`[data-line="${model}"]`)).not.toHaveAttribute(
    "data-points",
    "1",
  );
  await report.getByText("The plot as a table").click();
  await expect(report.getByTestId("point-table")).toContainText("TULIP-lite");
  for (const [name, starts] of [
    ["Download CSV", "photo,caption,"],
    ["Download PNG", "\x89PNG"],
  ] as const) {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name }).click();
    const bytes = readFileSync(await (await download).path());
    expect(bytes.subarray(0, starts.length).toString("latin1")).toBe(starts);
  }
  await page.getByRole("button", { name: "Close", exact: true }).click();

  // The ranks are those of the search, among the photos that have captions.
  const { photo = "", text = "" } = json.queries[0] ?? {};
  await app.search(text);
  const captioned = new Set(json.queries.map((query) => query.photo));
  const order = (await app.order(model)).filter((path) => captioned.has(path));
  expect(order.indexOf(photo) + 1).toBe(ranks[0]);
});

test("the plot has a legend, fits a phone, breaks no rule of WCAG, and as a picture stands by itself", async ({
  app,
  page,
}) => {
  const folder = folderOf(photos);
  await app.pick(folder);
  await app.ready();
  await page.getByRole("button", { name: "Evaluate" }).click();
  const lines = photos.map((photo, i) => ({
    photo: nameIn(photo),
    caption: i === 0 ? paragraph : (texts[i % texts.length] ?? ""),
  }));
  await page.getByTestId("captions-input").setInputFiles({
    name: "captions.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(lines)),
  });
  const plot = page.getByRole("img", { name: /^Recall at 1 against tokens/ });
  await expect(plot).toBeVisible();
  for (const [id, title] of [
    ["clip-lite", "CLIP-lite"],
    ["tulip-lite", "TULIP-lite"],
  ] as const)
    await expect(plot.locator(`[data-legend="${id}"]`)).toHaveText(title);
  await expect(plot).toContainText("tokens read, at most");
  await expect(plot.locator("[data-stop]")).toHaveText(
    "CLIP-lite stops here, token 77",
  );
  for (const [width, colorScheme] of [
    [1280, "light"],
    [360, "dark"],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect
      .poll(() =>
        page
          .getByRole("dialog")
          .evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth),
      )
      .toBe(0);
    const { violations } = await new AxeBuilder({ page })
      .include("dialog")
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  }
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download SVG" }).click();
  const svg = readFileSync(await (await download).path(), "utf8");
  expect(svg).toMatch(/^<svg[^>]*>\s*<rect[^>]*fill="#ffffff"/);
  expect(svg).toContain(">TULIP-lite</text>");
  // Without the page's stylesheet there are no custom properties.
  expect(svg).not.toContain("var(");
});

test("measuring can be called off, and a file without captions is refused by name", async ({
  app,
  page,
}) => {
  const folder = folderOf(photos);
  await app.pick(folder);
  await app.ready();
  await page.getByRole("button", { name: "Evaluate" }).click();
  const bad = join(dirname(folder), "notes.csv");
  writeFileSync(bad, "photo,caption\n");
  await page.getByTestId("captions-input").setInputFiles(bad);
  await expect(
    page.getByText("notes.csv can't be read as captions"),
  ).toBeVisible();
  const [name = ""] = photos.map(
    (photo) => `${basename(dirname(photo))}-${basename(photo)}`,
  );
  const many = join(dirname(folder), "many.jsonl");
  writeFileSync(
    many,
    Array.from({ length: 400 }, (_, i) =>
      JSON.stringify({
        image: name,
        caption: `photo number ${i} of a long walk through the hills and the fields`,
      }),
    ).join("\n"),
  );
  await page.getByTestId("captions-input").setInputFiles(many);
  await page
    .getByTestId("measuring")
    .getByRole("button", { name: "Cancel" })
    .click();
  await expect(page.getByTestId("measuring")).toBeHidden();
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await app.search("a dog");
});
