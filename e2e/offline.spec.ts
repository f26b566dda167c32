import { spawn, type ChildProcess } from "node:child_process";
import { App, expect, test } from "./fixtures";

const offlinePort = 4274;
const address = `http://127.0.0.1:${String(offlinePort)}`;

async function serve(): Promise<ChildProcess> {
  const server = spawn(
    "npx",
    [
      "vite",
      "preview",
      "--port",
      String(offlinePort),
      "--strictPort",
      "--host",
      "127.0.0.1",
    ],
    {
      detached: true,
      stdio: "ignore",
    },
  );
  await expect
    .poll(() =>
      fetch(address).then(
        (response) => response.ok,
        () => false,
      ),
    )
    .toBe(true);
  return server;
}

test("after one visit everything works without the server", async ({
  page,
}) => {
  const server = await serve();
  let running = true;
  const stop = () => {
    // The whole group: npx starts vite as a child of its own.
    if (running && server.pid !== undefined) process.kill(-server.pid);
    running = false;
  };
  try {
    const app = new App(page);
    await page.goto(`${address}/?device=wasm`);
    await page.getByRole("button", { name: "Try the sample photos" }).click();
    await app.ready();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));

    stop();
    await expect
      .poll(() =>
        fetch(address).then(
          () => "up",
          () => "down",
        ),
      )
      .toBe("down");
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
