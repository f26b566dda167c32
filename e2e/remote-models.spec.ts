/** Models from the web: looked at, asked for, fetched, taken up again, refused, and never asked for again. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import {
  test as base,
  App,
  expect,
  folderOf,
  somePhotos,
  tick,
} from "./fixtures";
import {
  added,
  close,
  download,
  look,
  modelFolder,
  news,
  openModels,
  stored,
  zipOf,
} from "./model-folders";
import { commit, ModelServer, repository } from "./model-server";

const graph = "clip-lite/onnx/tulip_text_model_quantized.onnx";

/** `app` is the page with its Models dialog open, and `server` the hub that it asks. */
const test = base.extend<{ server: ModelServer }>({
  // eslint-disable-next-line no-empty-pattern
  server: async ({}, use) => {
    const server = await ModelServer.start(modelFolder());
    await use(server);
    await server.stop();
  },
  app: async ({ page, server }, use) => {
    await page.goto(`/?device=wasm&hub=${server.address}`);
    await openModels(page);
    await use(new App(page));
  },
});

const half = (page: Page) => page.locator("[data-half]");

test("a hub's model is described first, fetched over a cut connection, and works without the hub ever after", async ({
  app,
  page,
  server,
}) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await look(page, repository);
  const found = page.getByRole("region", { name: "TULIP copy" });
  await expect(found.getByRole("heading")).toBeInViewport();
  await page.setViewportSize({ width: 1280, height: 720 });
  await expect(found).toContainText(`${repository}@${commit.slice(0, 7)}`);
  await expect(found).toContainText("copied by a test");
  await expect(found).toContainText("Non-commercial research use");
  await expect(found).toContainText(
    /8 files, 39(\.\d)? MB.* free in this browser/,
  );
  const graphs = server.asked.filter(({ path }) => /onnx|bin/.test(path));
  expect(graphs, "only descriptions were fetched").toEqual([]);

  server.cuts.set(graph, 3_000_000);
  await download(page);
  await added(page);
  const asks = server.asked.filter(({ path }) => path.endsWith(graph));
  expect(asks.map(({ range }) => range)).toEqual([
    "bytes=0-",
    expect.stringMatching(/^bytes=[1-9]\d+-$/),
  ]);

  await server.stop();
  await page.reload();
  await openModels(page);
  const card = page.locator('[data-installed="tulip-copy"]');
  await expect(card).toContainText(`${repository}@${commit.slice(0, 7)}`);
  await tick(card);
  await close(page);
  await app.pick(folderOf(somePhotos(4)));
  await app.ready();
  await app.search("a dog runs through the grass");
  const column = app.ranking("tulip-copy");
  await expect(column.locator("[data-photo]")).toHaveCount(4);
  expect(await app.order("tulip-copy")).toEqual(await app.order("tulip-lite"));
  await openModels(page);
  await expect(card).toContainText("Image tower");
  await expect(card).toContainText("WASM, fp32");
  await expect(card).toContainText("WASM, q8");
});

test("a lost connection keeps what arrived, over a reload too, until it is taken up or discarded", async ({
  app,
  page,
  server,
}) => {
  await expect(app.status).toBeAttached();
  const { port } = server;
  server.trickleAfter = 2_000_000;
  await look(page, `${server.address}/plain/files/here/manifest.json`);
  await download(page);
  await expect(page.getByTestId("fetching")).toContainText(
    /[2-9](\.\d)? MB of/,
  );
  await server.stop();
  await expect(news(page)).toContainText("was lost. What arrived is kept");
  await page.reload();
  await openModels(page);
  await expect(half(page)).toContainText(/Half downloaded: \d.* of 39/);
  await half(page).getByRole("button", { name: "Go on" }).click();
  await expect(news(page)).toContainText("lost. What arrived is kept");

  server.trickleAfter = Infinity;
  server.asked.length = 0;
  await server.listen(port);
  await half(page).getByRole("button", { name: "Go on" }).click();
  await added(page);
  await expect(half(page)).toHaveCount(0);
  const ranges = server.asked.map(({ range }) => range);
  expect(ranges[0]).toMatch(/^bytes=[1-9]\d+-$/);
  expect(await stored(page)).toHaveLength(1);
});

test("a pause keeps what arrived; cancel and discard leave nothing", async ({
  app,
  page,
  server,
}) => {
  await expect(app.status).toBeAttached();
  server.trickleAfter = 2_000_000;
  await look(page, repository);
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(news(page)).toHaveAttribute("data-phase", "idle");
  expect(await stored(page)).toEqual([]);

  await look(page, repository);
  await download(page);
  await expect(page.getByTestId("fetching")).toContainText(/2.* MB of/);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(half(page)).toHaveCount(1);
  await half(page).getByRole("button", { name: "Discard" }).click();
  await expect(half(page)).toHaveCount(0);
  expect(await stored(page)).toEqual([]);

  await look(page, repository);
  await download(page);
  await expect(page.getByTestId("fetching")).toContainText(/2.* MB of/);
  await page.getByRole("button", { name: "Cancel and discard" }).click();
  await expect(news(page)).toHaveAttribute("data-phase", "idle");
  await expect(half(page)).toHaveCount(0);
  expect(await stored(page)).toEqual([]);
});

test("what is wrong with an address, a server or a file is said by name, and nothing is left", async ({
  app,
  page,
  server,
}) => {
  await expect(app.status).toBeAttached();
  const refused = async (words: RegExp) => {
    await expect(news(page)).toContainText(words);
    await expect(half(page)).toHaveCount(0);
    expect(await stored(page)).toEqual([]);
    // The next refusal should be seen to come.
    await look(page, "nowhere");
    await expect(news(page)).toContainText("“nowhere” is neither an address");
  };

  await look(page, "someone/else");
  await refused(/has no someone\/else@main/);
  await look(page, `${repository}/clip-lite`);
  await refused(/has no manifest\.json there.* import hf:someone/);
  server.replaced.set("clip-lite/tokenizer_config.json", { status: 404 });
  await look(page, `${server.address}/plain/files/here/`);
  await refused(/tokenizer_config\.json is missing/);
  server.replaced.set("manifest.json", { status: 200, html: "<p>Hello" });
  await look(page, `${server.address}/plain/files/here/`);
  await refused(/sent something else in place of manifest\.json/);
  server.replaced.clear();

  server.replaced.set(graph, { status: 404 });
  await look(page, repository);
  await download(page);
  await refused(/has no clip-lite\/onnx\/tulip_text_model_quantized\.onnx/);
  server.replaced.clear();

  const file = join(server.folder, graph);
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  await look(page, repository);
  await download(page);
  await refused(
    /tulip_text_model_quantized\.onnx .* is damaged or not the one/,
  );

  server.allowsOrigins = false;
  await look(page, `${server.address}/plain/files/here/`);
  await refused(/does not let web pages read its files/);
});

test("a ZIP is fetched by its address, and one that does not fit is not asked for", async ({
  app,
  page,
}) => {
  await expect(app.status).toBeAttached();
  const folder = modelFolder();
  const zip = zipOf(folder);
  const server = await ModelServer.start(join(zip, ".."));
  const address = `${server.address}/plain/files/here/export.zip`;
  const devtools = await page.context().newCDPSession(page);
  const setQuota = (quotaSize?: number) =>
    devtools.send("Storage.overrideQuotaForOrigin", {
      origin: new URL(page.url()).origin,
      ...(quotaSize !== undefined && { quotaSize }),
    });
  try {
    server.claims.set("export.zip", 1e15);
    await look(page, address);
    const found = page.getByRole("region", { name: "A ZIP" });
    await expect(found).toContainText("There is no room for it");
    const button = page.getByRole("button", { name: /^Download / });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    server.claims.clear();

    await look(page, address);
    await setQuota(20_000_000);
    await download(page);
    await expect(news(page)).toContainText("The browser has no room");
    expect(await stored(page)).toEqual([]);

    await setQuota();
    await look(page, address);
    await download(page);
    await added(page);
    expect(await stored(page)).toHaveLength(1);
  } finally {
    await server.stop();
  }
});
