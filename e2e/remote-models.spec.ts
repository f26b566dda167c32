/** Models from the web: looked at, asked for, fetched, taken up again, and never asked for again. */
import { expect, folderOf, somePhotos, tick } from "./fixtures";
import { arrived, half, test } from "./hub-page";
import {
  added,
  close,
  download,
  look,
  news,
  openModels,
  stored,
} from "./model-folders";
import { commit, repository } from "./model-server";

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

  server.trickleAfter = 3_000_000;
  await download(page);
  await arrived(page, 3);
  server.trickleAfter = Infinity;
  const broken = server.asked.at(-1)?.path;
  server.cut();
  await added(page);
  const asks = server.asked.filter(({ path }) => path === broken);
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
  server.trickleAfter = 2_000_000;
  await look(page, `${server.address}/plain/files/here/manifest.json`);
  await download(page);
  await arrived(page, 2);
  server.unplug();
  await expect(news(page)).toContainText("was lost. What arrived is kept");
  await page.reload();
  await openModels(page);
  await expect(half(page)).toContainText(/Half downloaded: \d.* of 39/);
  await half(page).getByRole("button", { name: "Go on" }).click();
  await expect(news(page)).toContainText("lost. What arrived is kept");

  server.trickleAfter = Infinity;
  server.asked.length = 0;
  server.plugIn();
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
  await arrived(page, 2);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(half(page)).toHaveCount(1);
  await half(page).getByRole("button", { name: "Discard" }).click();
  await expect(half(page)).toHaveCount(0);
  expect(await stored(page)).toEqual([]);

  await look(page, repository);
  await download(page);
  await arrived(page, 2);
  await page.getByRole("button", { name: "Cancel and discard" }).click();
  await expect(news(page)).toHaveAttribute("data-phase", "idle");
  await expect(half(page)).toHaveCount(0);
  expect(await stored(page)).toEqual([]);
});
