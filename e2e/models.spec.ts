/** Models of one's own: added from a folder or a ZIP, compared, kept, refused where they are broken, removed. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drop } from "./drop";
import { expect, folderOf, readJson, somePhotos, test, tick } from "./fixtures";
import {
  add,
  close,
  modelFolder,
  news,
  openModels,
  stored,
  withOtherTower,
  writeJson,
  zipOf,
  type Manifest,
} from "./model-folders";

test("a model folder is added, compared as a third column, kept over a reload, and removed", async ({
  app,
  page,
}) => {
  await app.pick(folderOf(somePhotos(8)));
  await app.ready();
  await add(page, modelFolder());
  const card = page.locator('[data-installed="tulip-copy"]');
  await expect(card).toContainText("copied by a test");
  await expect(card).toContainText("any number of tokens");
  await expect(card).toContainText(/\d MB, on this computer/);
  await tick(card);
  await close(page);

  const third = app.ranking("tulip-copy");
  await app.search("a dog runs through the grass");
  await expect(third).toHaveAttribute("aria-busy", "false");
  await expect(third.locator("[data-photo]")).toHaveCount(8);
  // The same image tower, so nothing was encoded for it.
  await expect(app.status).toHaveAttribute("data-phase", "ready");
  expect(await app.order("tulip-copy")).toEqual(await app.order("tulip-lite"));

  await page.reload();
  await app.ready();
  await app.search("a child plays in the water");
  await expect(third.locator("[data-photo]")).toHaveCount(8);
  expect(await app.order("tulip-copy")).toEqual(await app.order("tulip-lite"));

  await openModels(page);
  await card.getByRole("button", { name: "Remove TULIP copy" }).click();
  await card.getByRole("button", { name: "Yes, remove TULIP copy" }).click();
  await expect(news(page)).toHaveAttribute("data-phase", "removed");
  await expect(card).toHaveCount(0);
  await close(page);
  await expect(third).toHaveCount(0);
  await app.ranked("a child plays in the water");
  expect(await stored(page)).toEqual([]);
});

test("a ZIP of the folder is added too, and an id that is taken is refused", async ({
  app,
  page,
}) => {
  await expect(app.status).toBeAttached();
  const folder = modelFolder();
  await openModels(page);
  await page.getByTestId("models-zip-input").setInputFiles(zipOf(folder));
  await expect(news(page)).toHaveAttribute("data-phase", "added");
  await expect(page.locator('[data-installed="tulip-copy"]')).toBeVisible();
  await page.getByTestId("models-input").setInputFiles(folder);
  await expect(news(page)).toContainText("“tulip-copy” is installed already");
  expect(await stored(page)).toHaveLength(1);
});

test("a model folder dropped while the engine starts is added when it has started", async ({
  page,
}) => {
  let start = () => {};
  const dropped = new Promise<void>((resolve) => {
    start = resolve;
  });
  await page.route("**/models/manifest.json", async (route) => {
    await dropped;
    await route.continue();
  });
  await page.goto("/?device=wasm");
  await page.getByRole("button", { name: "Models" }).click();
  await expect(page.getByRole("dialog", { name: "Models" })).toBeVisible();
  await drop(page, [modelFolder()]);
  await expect(news(page)).toHaveAttribute("data-phase", "adding");
  start();
  await expect(news(page)).toHaveAttribute("data-phase", "added");
});

test("a damaged, an incomplete and a wrong model are refused by the file's name, and leave nothing", async ({
  app,
  page,
}) => {
  await expect(app.status).toBeAttached();
  await openModels(page);
  const refused = async (folder: string, words: RegExp) => {
    await page.getByTestId("models-input").setInputFiles(folder);
    await expect(news(page)).toHaveAttribute("data-phase", "failed");
    await expect(news(page)).toContainText(words);
    await expect(page.locator("[data-installed]")).toHaveCount(2);
    expect(await stored(page)).toEqual([]);
  };

  const flipped = modelFolder();
  const graph = join(flipped, "clip-lite/onnx/vision_model.onnx");
  const bytes = readFileSync(graph);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(graph, bytes);
  await refused(flipped, /vision_model\.onnx is damaged/);

  const incomplete = modelFolder();
  const manifest = readJson(join(incomplete, "manifest.json")) as Manifest;
  writeJson(incomplete, "manifest.json", { ...manifest, golden: "lost.json" });
  await refused(incomplete, /lost\.json is missing/);

  const wrong = modelFolder();
  const golden = readJson(join(wrong, manifest.golden)) as {
    texts: { vector: number[] }[];
  };
  for (const text of golden.texts) text.vector.reverse();
  writeJson(wrong, manifest.golden, golden);
  await refused(wrong, /tulip_text_model_quantized\.onnx failed its self-test/);
});

test("photos are encoded again for another image tower on one click, while the others are searched", async ({
  app,
  page,
}) => {
  await app.pick(folderOf(somePhotos(5)));
  await app.ready();
  await app.search("a dog runs through the grass");
  await add(page, withOtherTower(modelFolder()));
  await tick(page.locator('[data-installed="tulip-copy"]'));
  await close(page);
  await expect(app.status).toHaveAttribute("data-phase", "behind");
  await expect(app.status).toContainText(
    "5 photos must be encoded again for TULIP copy",
  );
  await app.ranked("a dog runs through the grass");
  await expect(app.ranking("tulip-lite").locator("[data-photo]")).toHaveCount(
    5,
  );
  await expect(app.ranking("tulip-copy")).toContainText(
    "has not seen these photos yet",
  );

  await page.getByRole("button", { name: "Encode 5 photos" }).click();
  await app.ready();
  expect(await app.count("encoded")).toBe(5);
  await expect(app.ranking("tulip-copy").locator("[data-photo]")).toHaveCount(
    5,
  );
  expect(await app.order("tulip-copy")).toEqual(await app.order("tulip-lite"));
});

test("vectors of a tower that is not compared are kept until they are freed", async ({
  app,
  page,
}) => {
  await app.pick(folderOf(somePhotos(3)));
  await app.ready();
  await add(page, withOtherTower(modelFolder()));
  const box = page
    .locator('[data-installed="tulip-copy"]')
    .getByRole("checkbox");
  const kept = page.getByRole("region", { name: "Kept for later" });
  await box.click();
  await expect(app.status).toHaveAttribute("data-phase", "behind");
  await close(page);
  await page.getByRole("button", { name: "Encode 3 photos" }).click();
  await app.ready();

  await openModels(page);
  await expect(kept).toHaveCount(0);
  await box.click();
  await expect(kept).toContainText("TULIP copy");
  await box.click();
  await expect(kept).toHaveCount(0);
  await expect(app.status).toHaveAttribute("data-phase", "ready");

  await box.click();
  await kept.getByRole("button", { name: /^Free 0 MB/ }).click();
  await expect(kept).toHaveCount(0);
  await box.click();
  await expect(app.status).toHaveAttribute("data-phase", "behind");
  await expect(app.status).toContainText("3 photos must be encoded again");
});
