/** Measure it on your own captions: recall both ways, the plot, the downloads. */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, folderOf, somePhotos, test } from "./fixtures";

const photos = somePhotos(10);
const texts = [
  "a dog runs through the grass",
  "people stand together outdoors in the sun, and behind them there is a house",
  "a child plays in the water",
  "a person climbs a rock",
  "a night scene with many lights and a dark sky over the water, and nobody to be seen anywhere near",
];

test("captions of one's own are measured: R@k both ways, median rank, plot, table and downloads", async ({
  app,
  page,
}) => {
  const folder = folderOf(photos);
  await app.pick(folder);
  await app.ready();
  const names = photos.map(
    (photo) => `${basename(dirname(photo))}-${basename(photo)}`,
  );
  const rows = texts.map((text, i) => `images/${names[2 * i] ?? ""},"${text}"`);
  const file = join(dirname(folder), "captions.csv");
  writeFileSync(file, ["photo,caption", ...rows, "lost.jpg,a cat"].join("\n"));
  await page.getByRole("button", { name: "Evaluate" }).click();
  await page.getByTestId("captions-input").setInputFiles(file);
  const report = page.getByTestId("report");
  await expect(report).toContainText("5 captions of 5 photos.");
  await expect(report).toContainText("lost.jpg");

  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download JSON" }).click();
  const json = JSON.parse(readFileSync(await (await saved).path(), "utf8")) as {
    queries: { photo: string; text: string; ranks: Record<string, number> }[];
  };
  const model = "tulip-lite";
  const ranks = json.queries.map((query) => query.ranks[model] ?? 0);
  const figures = report.locator(`[data-figures="${model} textToPhoto"]`);
  for (const k of [1, 5]) {
    const mean = figures.locator(`[data-recall="${k}"]`);
    const hits = ranks.filter((rank) => rank <= k).length;
    await expect(mean).toHaveAttribute("data-mean", String(100 * (hits / 5)));
  }
  await expect(figures.locator("[data-median]")).toHaveAttribute(
    "data-median",
    String(ranks.toSorted((a, b) => a - b)[2]),
  );
  await expect(
    report.locator(`[data-figures="${model} photoToText"]`),
  ).toBeVisible();
  await expect(report.locator(`[data-line="${model}"]`)).not.toHaveAttribute(
    "data-points",
    "1",
  );
  for (const [name, starts] of [
    ["Download CSV", "photo,caption,"],
    ["Download SVG", "<svg"],
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
