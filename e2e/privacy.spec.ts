import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "@playwright/test";
import { App, expect, folderOf, somePhotos, test } from "./fixtures";
import { chromiumArgs, executablePath, port } from "./playwright.config";

/** A proxy that lets nothing through and remembers who asked. Only the app's own address goes past it. */
async function loggingProxy() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(502).end();
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

test("no request leaves the origin, from the page or its workers", async () => {
  const proxy = await loggingProxy();
  const browser = await chromium.launch({
    args: [
      ...chromiumArgs,
      "--disable-component-update",
      "--disable-sync",
      "--disable-default-apps",
    ],
    proxy: { server: proxy.address, bypass: "127.0.0.1" },
    ...(executablePath ? { executablePath } : {}),
  });
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
    await page
      .workers()[0]
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

/** Chromium itself may ask its maker's hosts at start, whatever page is open. */
const isBrowsersOwn = (url: string) =>
  /\b(google|googleapis|gvt1|gstatic)\.com\b/.test(url);
