import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { chromium, type Page, type Worker } from "@playwright/test";
import { App, cosine, expect, folderOf, readJson, test } from "./fixtures";
import { executablePath, port } from "./playwright.config";

interface Golden {
  photos: { file: string; vector: number[] }[];
  tolerance: Record<string, number>;
}

const isEngine = (worker: Worker) => worker.url().includes("/assets/worker-");

/** Counts GPUQueue.submit in the engine's worker from its first moment on; ONNX Runtime's threads answer nobody. */
function countSubmits(page: Page): () => Promise<number> {
  page.on("worker", (worker) => {
    if (!isEngine(worker)) return;
    void worker.evaluate(() => {
      const counted = globalThis as typeof globalThis & { submits?: number };
      counted.submits = 0;
      GPUQueue.prototype.submit = new Proxy(
        Reflect.get(GPUQueue.prototype, "submit") as () => void,
        {
          apply(submit, queue, commands: []) {
            counted.submits = (counted.submits ?? 0) + 1;
            Reflect.apply(submit, queue, commands);
          },
        },
      );
    });
  });
  return async () => {
    const counts = await Promise.all(
      page
        .workers()
        .filter(isEngine)
        .map((worker) =>
          worker.evaluate(
            () =>
              (globalThis as typeof globalThis & { submits?: number })
                .submits ?? 0,
          ),
        ),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  };
}

test("WebGPU gives the golden vectors", async ({ page }) => {
  test.setTimeout(300_000);
  const golden = readJson("public/models/golden.json") as Golden;
  const submits = countSubmits(page);
  const app = new App(page);
  await page.goto("/?device=webgpu");
  await app.pick(
    folderOf(golden.photos.map(({ file }) => join("public/samples", file))),
  );
  await app.ready(280_000);
  await expect(app.status).toHaveAttribute("data-device", "webgpu");
  expect(await submits()).toBeGreaterThan(0);

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
