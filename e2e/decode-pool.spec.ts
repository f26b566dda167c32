/** What is hard on a decoder costs one photo at most: never the run, and never the tab. */
import { copyFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prefixEngine } from "./engine-script";
import { App, expect, folderOf, somePhotos, test } from "./fixtures";
import { python } from "./pillow";
import { storedPhotos, storedStates } from "./stored";

/** What a photo's name makes of the decode worker, before the worker's own script has it. */
const faults = `
  self.addEventListener("message", (event) => {
    if (event.data.path.includes("hangs")) for (;;);
    if (!event.data.path.includes("crashes")) return;
    event.stopImmediatePropagation();
    throw new Error("the decoder crashed");
  });`;

/** In the engine's worker: the decode workers get the faults, and the minutes of patience with the one that hangs pass at once. */
const faultyDecoders = `
  const [setTicks, OwnWorker] = [self.setInterval, self.Worker];
  let tick;
  self.setInterval = (work, ms) => setTicks((tick = work), ms);
  const faults = "data:text/javascript," + ${JSON.stringify(encodeURIComponent(faults))};
  self.Worker = class extends OwnWorker {
    constructor(url, options) {
      const script = 'import "' + faults + '"; import "' + url + '";';
      super(URL.createObjectURL(new Blob([script], { type: "text/javascript" })), options);
    }
    postMessage(...message) {
      super.postMessage(...message);
      const passes = tick;
      if (message[0].path?.includes("hangs"))
        setTimeout(() => { for (let ticks = 0; ticks < 10; ticks++) passes(); }, 500);
    }
  };`;

/** In the engine's worker: the decode workers' script is gone, as after a new version took the place of this one. */
const missingDecoders = `
  const OwnWorker = self.Worker;
  self.Worker = class extends OwnWorker {
    constructor(url, options) {
      super(String(url).replace("decode-worker", "replaced"), options);
    }
  };`;

test.describe("decoders that fail", () => {
  test("a decoder that crashes and one that hangs cost one photo each, which is listed, and the rest goes on", async ({
    page,
  }) => {
    await prefixEngine(page, faultyDecoders);
    const [one = "", ...others] = somePhotos(6);
    const folder = folderOf(others);
    for (const name of ["crashes.jpg", "hangs.jpg"])
      copyFileSync(one, join(folder, name));
    const app = new App(page);
    await page.goto("/?device=wasm");
    await app.pick(folder);
    await app.ready();

    expect(await app.count("encoded")).toBe(others.length);
    const states = await storedStates(page);
    expect(states["crashes.jpg"]).toBe("decoder-stopped");
    expect(states["hangs.jpg"]).toBe("decoder-stopped");
    await page.getByRole("button", { name: "2 photos skipped" }).click();
    for (const name of ["crashes.jpg", "hangs.jpg"])
      await expect(
        page.getByText(`The decoder stopped at ${name} or took too long.`),
      ).toBeVisible();

    // What they are made of was sound: in a decoder without faults they are decoded.
    await page.unrouteAll();
    await page.reload();
    await app.pick(folder);
    await app.ready();
    expect(await app.count("failed")).toBe(2);
    await page.getByRole("button", { name: "2 photos skipped" }).click();
    await page.getByRole("button", { name: "Try them again" }).click();
    await expect(app.status).toHaveAttribute("data-failed", "0");
    await app.ready();
    expect(await app.count("done")).toBe(others.length + 2);
  });

  test("a decoder whose script can't be loaded stops the run with a sentence, blames no photo, and is there after a reload", async ({
    page,
  }) => {
    await prefixEngine(page, missingDecoders);
    const app = new App(page);
    await page.goto("/?device=wasm");
    const folder = folderOf(somePhotos(3));
    await app.pick(folder);
    await expect(app.status).toHaveAttribute("data-phase", "failed");
    await expect(
      page.getByText("A part of this page could not be loaded").first(),
    ).toBeVisible();
    expect(await storedStates(page)).toEqual({});
    await page.unrouteAll();
    await page.reload();
    await app.pick(folder);
    await expect.poll(() => app.count("encoded")).toBe(3);
  });
});

test("JPEGs of 30,000 pixels a side and of 200 megapixels are decoded small, large pictures of other formats one at a time, and a larger one is refused with a sentence", async ({
  app,
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "tulip-oversized-"));
  python(["e2e/write_oversized.py", folder]);
  // As if another worker were at a large picture.
  const letGo = await page.evaluateHandle(
    () =>
      new Promise<{ readonly call: () => void }>((held) => {
        void navigator.locks.request(
          "large-picture",
          () =>
            new Promise<void>((call) => {
              held({ call });
            }),
        );
      }),
  );
  await app.pick(folder);
  const isWaiting = () =>
    page.evaluate(async () => {
      const { pending = [] } = await navigator.locks.query();
      return pending.some(({ name }) => name === "large-picture");
    });
  await expect.poll(isWaiting).toBe(true);
  await letGo.evaluate(({ call }) => {
    call();
  });
  await app.ready();

  const stored = await storedPhotos(page);
  for (const [name, width, height] of [
    ["long.jpg", 30_000, 1_000],
    ["large.jpg", 20_000, 10_000],
    ["whole.png", 6_000, 6_000],
  ] as const) {
    expect.soft(stored[name], name).toMatchObject({ width, height });
    const { look = [] } = stored[name] ?? {};
    expect.soft(look[0], `${name}'s light corner`).toBeGreaterThan(150);
    expect.soft(look.at(-1), `${name}'s dark corner`).toBeLessThan(60);
  }
  await page.getByRole("button", { name: "1 photo skipped" }).click();
  await expect(
    page.getByText("refused.jpg is too large to decode here"),
  ).toBeVisible();
  await app.search("a dark wall");
  await expect(app.ranking("tulip-lite").locator("[data-photo]")).toHaveCount(
    3,
  );
});
