import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { chromium, type BrowserContext, type Page } from "@playwright/test";
import { prefixEngine } from "./engine-script";
import {
  App,
  cosine,
  expect,
  folderOf,
  readJson,
  somePhotos,
  test,
} from "./fixtures";
import { loseGpus } from "./lost-gpu";
import { executablePath, port } from "./playwright.config";
import { storedStates } from "./stored";
import { tinyTower } from "./tiny-tower";

interface Golden {
  photos: { file: string; vector: number[] }[];
  tolerance: Record<string, number>;
}

const countSubmits = `
  const { submit } = GPUQueue.prototype;
  self.submits = 0;
  GPUQueue.prototype.submit = function (commands) {
    self.submits++;
    submit.call(this, commands);
  };`;

/** Of the engine; ONNX Runtime's threads answer nobody. */
async function submitsOf(page: Page): Promise<unknown> {
  const [engine] = page
    .workers()
    .filter((worker) => worker.url().includes("/assets/worker-"));
  return engine?.evaluate("self.submits");
}

test("WebGPU gives the golden vectors", async ({ page }) => {
  const golden = readJson("public/models/golden.json") as Golden;
  await prefixEngine(page, countSubmits);
  const app = new App(page);
  await page.goto("/?device=webgpu");
  await app.pick(
    folderOf(golden.photos.map(({ file }) => join("public/samples", file))),
  );
  await app.ready(280_000);
  await expect(app.status).toHaveAttribute("data-device", "webgpu");
  expect(await submitsOf(page)).toBeGreaterThan(0);

  const vectors = await app.vectors();
  for (const { file, vector } of golden.photos) {
    const found = vectors[`golden-${basename(file)}`] ?? [];
    expect(cosine(found, vector)).toBeGreaterThan(0.9999);
    const worst = Math.max(
      ...vector.map((value, i) => Math.abs(value - (found[i] ?? NaN))),
    );
    expect(worst).toBeLessThanOrEqual(golden.tolerance["fp32"] ?? 0);
  }
});

test("a software adapter alone means WASM, and the page says why", async ({
  page,
}) => {
  const app = new App(page);
  await page.goto("/");
  await app.pick(folderOf(["public/samples/everyday/orange-dahlia.jpg"]));
  await app.ready();
  await expect(app.status).toHaveAttribute("data-device", "wasm");
  await page.locator("summary", { hasText: "WASM" }).click();
  await expect(page.getByText(/emulation on the processor/)).toBeVisible();
});

test("?device=webgpu without WebGPU fails in words and never runs on WASM", async () => {
  const browser = await chromium.launchPersistentContext(
    mkdtempSync(join(tmpdir(), "tulip-photos-")),
    {
      args: ["--no-sandbox", "--disable-gpu", "--disable-features=WebGPU"],
      ...(executablePath ? { executablePath } : {}),
    },
  );
  try {
    const page = await browser.newPage();
    const app = new App(page);
    await page.goto(`http://127.0.0.1:${String(port)}/?device=webgpu`);
    await expect(app.status).toHaveAttribute("data-phase", "failed");
    await expect(
      page.getByText(/The address asks for WebGPU/).first(),
    ).toBeVisible();
    expect(await app.count("encoded")).toBe(0);
  } finally {
    await browser.close();
  }
});

test.describe("a graphics device that is lost", () => {
  const photos = somePhotos(5);
  /** Runs before the first photo: those of the self-test, and on a graphics card two that measure the batch size. */
  const tested = (readJson("public/models/golden.json") as Golden).photos
    .length;
  const measured = tested + 2;

  /** With a tiny tower, whose vectors cost little: what is meant is all around them. */
  let serveTower: (context: BrowserContext) => Promise<void>;
  /** What the photos get where nothing is lost. */
  let undisturbed: Readonly<Record<string, readonly number[]>>;
  test.beforeAll(async ({ browser }) => {
    serveTower = tinyTower();
    const context = await browser.newContext();
    const app = await pickPhotos(context, "/?device=wasm", []);
    await app.ready();
    undisturbed = await app.vectors();
    await context.close();
  });

  async function pickPhotos(
    context: BrowserContext,
    address: string,
    lostIn: readonly number[],
    isGarbled = false,
  ): Promise<App> {
    await serveTower(context);
    await loseGpus(context, lostIn, address === "/", isGarbled);
    const app = new App(await context.newPage());
    await app.page.goto(address);
    await app.pick(folderOf(photos));
    return app;
  }

  async function expectUndisturbed(app: App) {
    await app.ready();
    expect(await app.count("encoded")).toBe(photos.length);
    const found = await app.vectors();
    expect(Object.keys(found)).toHaveLength(photos.length);
    for (const [path, vector] of Object.entries(undisturbed))
      for (const [i, value] of vector.entries())
        expect(Math.abs((found[path]?.[i] ?? NaN) - value)).toBeLessThan(1e-4);
  }

  async function expectReplaced(app: App, reason: string) {
    await expectUndisturbed(app);
    await app.page.locator("summary", { hasText: "WebGPU" }).click();
    const said = `WebGPU stopped working (${reason}) and was started again.`;
    await expect(app.page.getByText(said)).toBeVisible();
  }

  test("is replaced, the batch encoded once more, and the page says so", async ({
    context,
  }) => {
    const app = await pickPhotos(context, "/?device=webgpu", [tested + 3]);
    await expectReplaced(app, "Device was destroyed.");
  });

  test(
    "is replaced too where all that it gives is no number, and no photo is blamed",
    { tag: "@long" },
    async ({ context }) => {
      const lostIn = [tested + 3];
      const app = await pickPhotos(context, "/?device=webgpu", lostIn, true);
      await expectReplaced(app, "it gives no usable numbers");
    },
  );

  test(
    "a second time is given up: WASM encodes the batch and the rest, and the page says so",
    { tag: "@long" },
    async ({ context }) => {
      const lostIn = [measured + 3, measured + 1];
      const app = await pickPhotos(context, "/", lostIn);
      await expectUndisturbed(app);
      await expect(app.status).toHaveAttribute("data-device", "wasm");
      await app.page.locator("summary", { hasText: "WASM" }).click();
      await expect(
        app.page.getByText(
          "WebGPU stopped working (Device was destroyed.), so photos are encoded with WASM on the processor",
        ),
      ).toBeVisible();
    },
  );

  test(
    "a second time, where the address asks for WebGPU, fails in words; what was encoded is kept",
    { tag: "@long" },
    async ({ context }) => {
      const lostIn = [tested + 3, tested + 1];
      const app = await pickPhotos(context, "/?device=webgpu", lostIn);
      await expect(app.status).toHaveAttribute("data-phase", "failed");
      await expect(
        app.page
          .getByText(/The address asks for WebGPU.*it stopped working/)
          .first(),
      ).toBeVisible();
      const states = Object.values(await storedStates(app.page));
      expect(states).toEqual(["indexed", "indexed"]);
    },
  );
});
