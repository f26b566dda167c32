// `npm run bench`: times the models in the browser and in onnxruntime-node, side by side in one run, and prints JSON.
// Absolute figures mean nothing on another machine; the ratios do.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { chromium } from "@playwright/test";
import ort from "onnxruntime-node";
import { createServer, preview } from "vite";
import { timeRankings } from "./ranking.mjs";

const repeats = 20;
const manifest = JSON.parse(
  readFileSync("public/models/manifest.json", "utf8"),
);
const [{ vision }] = manifest.models;
const { side, files } = manifest.vision[vision];
const [imageTower] = Object.values(files);
const textTowers = manifest.models.map(({ id, text }) => ({
  id,
  path: Object.values(text.files)[0],
  context: text.context ?? Infinity,
}));

const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];
const round = (value) => Number(value.toPrecision(3));

async function timeNode(session, name, tensor) {
  await session.run({ [name]: tensor });
  const times = [];
  for (let i = 0; i < repeats; i++) {
    const startMs = performance.now();
    await session.run({ [name]: tensor });
    times.push(performance.now() - startMs);
  }
  return median(times);
}

const openNode = (path, threads) =>
  ort.InferenceSession.create(`public/models/${path}`, {
    intraOpNumThreads: threads,
    executionProviders: ["cpu"],
  });

async function nodeImage(threads) {
  const session = await openNode(imageTower, threads);
  const values = new Float32Array(3 * side * side).map(
    () => Math.random() - 0.5,
  );
  return timeNode(
    session,
    session.inputNames[0],
    new ort.Tensor("float32", values, [1, 3, side, side]),
  );
}

async function nodeText(path, tokens, threads) {
  const session = await openNode(path, threads);
  const ids = BigInt64Array.from({ length: tokens }, (_, i) =>
    BigInt(1000 + i),
  );
  return timeNode(
    session,
    session.inputNames[0],
    new ort.Tensor("int64", ids, [1, tokens]),
  );
}

/** A page of its own for each number of threads, since ONNX Runtime fixes it with its first session. */
async function openPage(browser, address, threads) {
  const page = await browser.newPage();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setHardwareConcurrencyOverride", {
    hardwareConcurrency: threads,
  });
  // The dev server turns TypeScript into JavaScript at the first visit, which takes its time.
  await page.goto(`${address}bench/page.html`, { waitUntil: "commit" });
  await page.waitForFunction(() => "bench" in globalThis, null, {
    timeout: 120_000,
  });
  return page;
}

/** Indexes the sample photos in the built app: photos a second from file to index, and how long the page was ever blocked. */
async function indexSamples(browser, address) {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    globalThis.blockedMs = [];
    new PerformanceObserver((list) =>
      globalThis.blockedMs.push(
        ...list.getEntries().map(({ duration }) => duration),
      ),
    ).observe({ type: "longtask", buffered: true });
  });
  await page.goto(`${address}?device=wasm`);
  await page.getByRole("button", { name: "Try the sample photos" }).waitFor();
  await page.evaluate(() => void (globalThis.blockedMs.length = 0));
  const startMs = performance.now();
  await page.getByRole("button", { name: "Try the sample photos" }).click();
  const ready = page.locator(
    '[data-testid="index-status"][data-phase="ready"]',
  );
  await ready.waitFor({ timeout: 300_000 });
  const photos = Number(await ready.getAttribute("data-encoded"));
  const blockedMs = await page.evaluate(() => globalThis.blockedMs);
  await page.close();
  return {
    photos,
    photosPerSecond: round((photos * 1000) / (performance.now() - startMs)),
    mainThreadTasksOver50Ms: blockedMs.length,
    longestMainThreadTaskMs: Math.max(0, ...blockedMs),
  };
}

const server = await createServer({
  logLevel: "error",
  server: { port: 4275, host: "127.0.0.1" },
});
await server.listen();
const built = await preview({
  logLevel: "error",
  preview: { port: 4277, host: "127.0.0.1" },
});
const executablePath =
  process.env.CHROMIUM ??
  (existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined);
const browser = await chromium.launch({
  args: ["--no-sandbox"],
  executablePath,
});
const figures = {
  machine: {
    cpu: cpus()[0].model,
    cores: cpus().length,
    chromium: browser.version(),
    node: process.version,
  },
  repeats,
  image: [],
  text: [],
  ranking: [],
};
try {
  for (const threads of [1, cpus().length]) {
    const page = await openPage(browser, server.resolvedUrls.local[0], threads);
    const node = await nodeImage(threads);
    const wasm = median(
      await page.evaluate(
        ([path, size, times]) => globalThis.bench.image(path, size, times),
        [imageTower, side, repeats],
      ),
    );
    figures.image.push({
      threads,
      wasmPhotosPerSecond: round(1000 / wasm),
      nodePhotosPerSecond: round(1000 / node),
      wasmToNode: round(node / wasm),
    });
    for (const { id, path, context } of textTowers) {
      for (const tokens of [77, 248].filter((count) => count <= context)) {
        const nodeMs = await nodeText(path, tokens, threads);
        const wasmMs = median(
          await page.evaluate(
            ([file, count, times]) => globalThis.bench.text(file, count, times),
            [path, tokens, repeats],
          ),
        );
        figures.text.push({
          model: id,
          tokens,
          threads,
          wasmMsPerQuery: round(wasmMs),
          nodeMsPerQuery: round(nodeMs),
          wasmToNode: round(nodeMs / wasmMs),
        });
      }
    }
    await page.close();
  }
  figures.ranking = await timeRankings(browser, server.resolvedUrls.local[0]);
  figures.index = await indexSamples(browser, built.resolvedUrls.local[0]);
} finally {
  await browser.close();
  await built.close();
  await server.close();
}
mkdirSync("bench/results", { recursive: true });
writeFileSync(
  "bench/results/latest.json",
  `${JSON.stringify(figures, null, 2)}\n`,
);
console.log(JSON.stringify(figures, null, 2));
