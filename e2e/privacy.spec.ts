import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "@playwright/test";
import { App, expect, folderOf, somePhotos, test, tick } from "./fixtures";
import {
  added,
  close,
  download,
  look,
  modelFolder,
  openModels,
} from "./model-folders";
import { ModelServer, repository } from "./model-server";
import { chromiumArgs, executablePath, port } from "./playwright.config";

// Its service worker too is held to this.
test.use({ serviceWorkers: "allow" });

/** Only the proxy knows the way there. */
const hub = "http://hub.test";

/** A proxy that remembers who asked and lets nothing through but to the hub. Only the app's own address goes past it. */
async function loggingProxy(hubPort?: number) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { url = "", method, headers } = request;
    asked.push(url);
    if (hubPort === undefined || !url.startsWith(hub)) {
      response.writeHead(502).end();
      return;
    }
    const path = url.slice(hub.length);
    const onward = { host: "127.0.0.1", port: hubPort, path, method, headers };
    forward(onward, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    }).end();
  });
  server.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    asked,
    server,
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
  };
}

const launch = (proxy: string) =>
  chromium.launch({
    args: [
      ...chromiumArgs,
      "--disable-component-update",
      "--disable-sync",
      "--disable-default-apps",
    ],
    proxy: { server: proxy, bypass: "127.0.0.1" },
    ...(executablePath ? { executablePath } : {}),
  });

test("no request leaves the origin, from the page or its workers", async () => {
  const proxy = await loggingProxy();
  const browser = await launch(proxy.address);
  try {
    const page = await browser.newPage();
    const app = new App(page);
    await page.goto(`http://127.0.0.1:${String(port)}/?device=wasm`);
    await app.pick(folderOf(somePhotos(4)));
    await app.ready();
    await app.search("a long walk along the beach with the dog");
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    const fromApp = proxy.asked.filter((url) => !isBrowsersOwn(url));
    expect(fromApp).toEqual([]);

    // The proxy does catch what leaves: one planted request from the page, one from a worker.
    await page.evaluate(() =>
      fetch("http://planted.test/page", { mode: "no-cors" }).catch(() => null),
    );
    // ONNX Runtime's threads answer nobody.
    await page
      .workers()
      .find((worker) => worker.url().includes("/assets/worker-"))
      ?.evaluate(() =>
        fetch("http://planted.test/worker", { mode: "no-cors" }).catch(
          () => null,
        ),
      );
    expect(proxy.asked).toContain("http://planted.test/page");
    expect(proxy.asked).toContain("http://planted.test/worker");
  } finally {
    await browser.close();
    proxy.server.close();
  }
});

test("a model added by its id is asked for from its hub alone, and never again", async () => {
  const models = await ModelServer.start(modelFolder());
  const proxy = await loggingProxy(models.port);
  const fromApp = () => proxy.asked.filter((url) => !isBrowsersOwn(url));
  const browser = await launch(proxy.address);
  try {
    const page = await browser.newPage();
    const app = new App(page);
    await page.goto(`http://127.0.0.1:${String(port)}/?device=wasm&hub=${hub}`);
    await openModels(page);
    expect(fromApp()).toEqual([]);
    await look(page, repository);
    await download(page);
    await added(page);
    const once = fromApp();
    expect(once.filter((url) => !url.startsWith(`${hub}/`))).toEqual([]);
    expect(once.join(" ")).toContain("vision_model.onnx");

    await page.reload();
    await openModels(page);
    await tick(page.locator('[data-installed="tulip-copy"]'));
    await close(page);
    await app.pick(folderOf(somePhotos(2)));
    await app.ready();
    await app.search("a long walk along the beach with the dog");
    const column = app.ranking("tulip-copy");
    await expect(column.locator("[data-photo]")).toHaveCount(2);
    expect(fromApp()).toEqual(once);
  } finally {
    await browser.close();
    proxy.server.close();
    await models.stop();
  }
});

/** Chromium itself may ask its maker's hosts at start, whatever page is open. */
const isBrowsersOwn = (url: string) =>
  /\b(google|googleapis|gvt1|gstatic)\.com\b/.test(url);
