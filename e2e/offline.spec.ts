import { createServer, request as passOn } from "node:http";
import type { AddressInfo } from "node:net";
import { App, expect, test } from "./fixtures";
import { port } from "./playwright.config";

// The app as it is kept for later.
test.use({ serviceWorkers: "allow" });

/** The app under an address of its own, which can go away: what is asked there is passed on to the server of all tests. */
async function serveApart() {
  const server = createServer((request, response) => {
    const { url: path, method, headers } = request;
    const onward = { host: "127.0.0.1", port, path, method, headers };
    passOn({ ...onward, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    })
      .on("error", () => response.destroy())
      .end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
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
