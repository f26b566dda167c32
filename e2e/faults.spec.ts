import { join } from "node:path";
import { holdPhotos } from "./held-photos";
import { App, expect, folderOf, readJson, somePhotos, test } from "./fixtures";
import { python } from "./pillow";
import { storedStates } from "./stored";
import { tinyTower } from "./tiny-tower";

test("while one tab indexes, another shows it, searches what is there, and goes on when its turn comes", async ({
  page,
  context,
}) => {
  // By the second stop the first 32 are stored.
  const goOn = await holdPhotos(page, 12, 34);
  const app = new App(page);
  await page.goto("/?device=wasm");
  await app.pick(folderOf(somePhotos(36)));
  await expect.poll(() => app.count("encoded")).toBeGreaterThan(3);
  const second = new App(await context.newPage());
  await second.page.goto("/?device=wasm");
  await second.pick(folderOf(somePhotos(2), "others"));
  goOn();
  await expect(second.status).toHaveAttribute("data-phase", "indexing");
  await expect(second.page.getByText(/of 36 photos/).first()).toBeVisible();
  await second.search("people outdoors");
  const there = second.ranking("clip-lite").locator("[data-photo]");
  await expect(there.first()).toBeAttached();
  goOn();
  await app.ready();
  await second.ready();
  expect(await second.count("done")).toBe(38);
  await second.search("people outdoors, all of them");
  await expect(there.nth(12)).toBeAttached();
  // The first tab has heard of the second one's folder in turn.
  await expect(app.status).toHaveAttribute("data-done", "38");
});

test("a pause in a tab that only watches stops the tab that indexes", async ({
  page,
  context,
}) => {
  const goOn = await holdPhotos(page, 8);
  const app = new App(page);
  await page.goto("/?device=wasm");
  await app.pick(folderOf(somePhotos(12)));
  const second = new App(await context.newPage());
  await second.page.goto("/?device=wasm");
  await expect.poll(() => app.count("encoded")).toBeGreaterThan(2);
  await expect(second.status).toHaveAttribute("data-phase", "indexing");
  await second.page.getByRole("button", { name: "Pause" }).click();
  goOn();
  await expect(app.status).toHaveAttribute("data-phase", "paused");
  await expect(second.status).toHaveAttribute("data-phase", "paused");
  expect(await second.count("done")).toBe(await app.count("done"));
});

test("a model file that can't be loaded is named, and the photos indexed stay", async ({
  app,
  page,
}) => {
  await page.route("**/tulip_text_model_quantized.onnx", (route) =>
    route.fulfill({ status: 404 }),
  );
  await app.pick(folderOf(somePhotos(2)));
  await app.ready();
  await app.query.fill("a dog");
  await expect(
    page.getByText(
      /tulip_text_model_quantized\.onnx could not be loaded \(the server answered 404\)/,
    ),
  ).toBeVisible();
  await page.unroute("**/tulip_text_model_quantized.onnx");
  await app.search("a dog again");
  await expect(app.ranking("tulip-lite").locator("[data-photo]")).toHaveCount(
    2,
  );
});

test("an image tower that gives wrong numbers is not used", async ({
  page,
}) => {
  const golden = readJson("public/models/golden.json") as {
    photos: { vector: number[] }[];
  };
  for (const photo of golden.photos) photo.vector.reverse();
  await page.route("**/golden.json", (route) =>
    route.fulfill({ json: golden }),
  );
  const app = new App(page);
  await page.goto("/?device=wasm");
  await app.pick(folderOf(somePhotos(2)));
  await expect(app.status).toHaveAttribute("data-phase", "failed");
  await expect(
    page.getByText(/The image tower gave wrong numbers in fp32/).first(),
  ).toBeVisible();
  expect(await app.count("encoded")).toBe(0);
});

test("a photo that the image tower gives no vector is listed, and all others are indexed", async ({
  page,
  context,
}) => {
  await tinyTower()(context);
  const app = new App(page);
  await page.goto("/?device=wasm");
  const folder = folderOf(somePhotos(4));
  const black =
    "from PIL import Image; import sys; Image.new('RGB', (64, 64)).save(sys.argv[1])";
  python(["-c", black, join(folder, "black.png")]);
  await app.pick(folder);
  await app.ready();
  expect(await app.count("encoded")).toBe(4);
  expect(await app.count("failed")).toBe(1);
  expect((await storedStates(page))["black.png"]).toBe("no-vector");
  expect(Object.keys(await app.vectors())).toHaveLength(4);
  await page.getByRole("button", { name: "1 photo skipped" }).click();
  await expect(
    page.getByText("The image tower gave no usable numbers for black.png."),
  ).toBeVisible();
});

test("a manifest that describes no usable models is refused by the name of its field", async ({
  page,
}) => {
  const manifest = readJson("public/models/manifest.json") as object;
  await page.route("**/manifest.json", (route) =>
    route.fulfill({ json: { ...manifest, models: [] } }),
  );
  const app = new App(page);
  await page.goto("/");
  await expect(app.status).toHaveAttribute("data-phase", "failed");
  await expect(page.getByText(/models is empty/).first()).toBeVisible();
});
