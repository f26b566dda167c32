import { createServer, request as passOn } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Page } from "@playwright/test";
import { App, expect, test } from "./fixtures";
import { port } from "./playwright.config";

// The app as it is kept for later.
test.use({ serviceWorkers: "allow" });

/** Where the second version has its scripts: under other names, as a build has those that changed. */
const second = "/second/";

/**
 * The app under an address of its own, which can go away or move on to a second version: what is asked there is passed on
 * to the server of all tests.
 */
async function serveApart() {
  let isUpdated = false;
  const server = createServer((request, response) => {
    const { url = "", method } = request;
    if (isUpdated && url.startsWith("/assets/")) {
      response.writeHead(404).end();
      return;
    }
    const path = url.replace(second, "/assets/");
    // Without the browser's headers: what it knows already may be of the other version, and packed words can't be changed.
    const onward = { host: "127.0.0.1", port, path, method };
    passOn({ ...onward, agent: false }, (answer) => {
      const { statusCode = 502, headers } = answer;
      if (!isUpdated || !/(\/|\.html|\.js)(\?|$)/.test(path)) {
        response.writeHead(statusCode, headers);
        answer.pipe(response);
        return;
      }
      void text(answer).then((words) => {
        delete headers["content-length"];
        response.writeHead(statusCode, headers);
        response.end(
          words
            .replaceAll("assets/", second.slice(1))
            .replace('"index.html",revision:"', "$&second"),
        );
      });
    })
      .on("error", () => response.destroy())
      .end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    update: () => {
      isUpdated = true;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

test("after one visit everything works without the server", async ({
  page,
}) => {
  const { address, stop } = await serveApart();
  try {
    const app = new App(page);
    await page.goto(`${address}/?device=wasm`);
    await page.getByRole("button", { name: "Try the sample photos" }).click();
    await app.ready();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));

    stop();
    await expect(fetch(address)).rejects.toThrow("fetch failed");
    await page.reload();
    await app.ready();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await app.search("a tabby cat looks into the camera");
    await expect(
      app.ranking("tulip-lite").locator('[data-rank="12"]'),
    ).toBeAttached();
    expect(await app.count("encoded")).toBe(0);
  } finally {
    stop();
  }
});

test("a new version waits while the old one is at work, and is taken by a reload of the only page", async ({
  page,
  context,
}) => {
  const { address, update, stop } = await serveApart();
  const open = async (page: Page) => {
    await page.goto(`${address}/?device=wasm`);
    await expect(
      page.getByRole("button", { name: "Try the sample photos" }),
    ).toBeVisible();
  };
  const versionOf = (page: Page) =>
    page.evaluate(
      (second) =>
        document.querySelector(`script[src^="${second}"]`) ? "second" : "first",
      second,
    );
  const news = (page: Page) => page.getByText("A new version of this page");
  try {
    await open(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    update();
    // As the browser does by itself from time to time.
    await page.evaluate(() =>
      navigator.serviceWorker.ready
        .then((kept) => kept.update())
        .then(() => null),
    );
    await expect(news(page)).toBeVisible();

    // The server has none of the old scripts any more: decoders and languages come from what is kept.
    await page.getByRole("button", { name: "Try the sample photos" }).click();
    await new App(page).ready();
    await page.getByRole("combobox", { name: "Language" }).selectOption("nl");
    await expect(page.locator("html")).toHaveAttribute("lang", "nl");
    await page.getByRole("combobox", { name: "Taal" }).selectOption("en");

    const other = await context.newPage();
    await other.goto(`${address}/?device=wasm`);
    await expect(news(other)).toBeVisible();
    expect(await versionOf(other)).toBe("first");
    await other.close();

    await page.getByRole("button", { name: "Reload" }).click();
    await page.waitForFunction(
      (second) => document.querySelector(`script[src^="${second}"]`),
      second,
    );
    await new App(page).ready();
    await expect(news(page)).toBeHidden();
    expect(await new App(page).count("encoded")).toBe(0);
  } finally {
    stop();
  }
});
