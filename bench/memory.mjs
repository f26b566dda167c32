// `npm run bench:memory [photos] [later photos]`: the renderer's memory after a forced garbage collection, when so many
// tiny photos are indexed and when ten times as many are (1,000 and 10,000). The image tower is a tiny one: what is
// measured is everything around it. Needs Python's environment (modeling/.venv); the app is built first.
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { preview } from "vite";

const [photos = 1000, laterPhotos = 10 * photos] = process.argv
  .slice(2)
  .map(Number);
const scratch = mkdtempSync(join(tmpdir(), "tulip-memory-"));

/** Real photos as small JPEGs, each file's bytes its own by what follows the picture's end. */
function writePhotos(folder, from, to) {
  mkdirSync(folder, { recursive: true });
  const pictures = readdirSync(join(scratch, "pictures")).map((name) =>
    readFileSync(join(scratch, "pictures", name)),
  );
  for (let i = from; i < to; i++)
    writeFileSync(
      join(folder, `photo-${i}.jpg`),
      Buffer.concat([pictures[i % pictures.length], Buffer.from(String(i))]),
    );
}

/** Half of a kilobyte to a few kilobytes each, from the samples. */
function writePictures() {
  mkdirSync(join(scratch, "pictures"));
  const script = `
import sys
from pathlib import Path
from PIL import Image
for i, photo in enumerate(sorted(Path("public/samples").rglob("*.jpg"))):
    picture = Image.open(photo).convert("RGB")
    picture.thumbnail((256, 256))
    picture.save(f"{sys.argv[1]}/{i}.jpg", quality=80)
`;
  python(["-c", script, join(scratch, "pictures")]);
}

const python = (args) => execFileSync("modeling/.venv/bin/python", args);

/** The app with the tiny tower's files in place of its own. */
async function openApp(browser, address) {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await page.route(
    /\/models\/(manifest|golden)\.json|\/models\/tiny\//,
    (route) => {
      const [, path] = new URL(route.request().url()).pathname.split(
        "/models/",
      );
      return route.fulfill({ path: join(scratch, "models", path) });
    },
  );
  await page.goto(`${address}?device=wasm`);
  return page;
}

async function index(page, folder, count) {
  await page.getByTestId("folder-input").setInputFiles(folder);
  await page
    .locator(
      `[data-testid="index-status"][data-phase="ready"][data-total="${count}"]`,
    )
    .waitFor({ timeout: 3_600_000 });
}

/** MB of the page's process, its workers included, after a garbage collection in each of them. */
async function residentMB(browser, page) {
  const devtools = await browser.newBrowserCDPSession();
  // Idle decode workers have closed by then.
  await page.waitForTimeout(12_000);
  await collectGarbage(page);
  await page.waitForTimeout(3000);
  await collectGarbage(page);
  const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
  const sizes = processInfo
    .filter(({ type }) => type === "renderer")
    .map(({ id }) => {
      const status = readFileSync(`/proc/${id}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024;
    });
  return Math.round(Math.max(...sizes));
}

/** The workers answer through the page's own session, each with a session inside it. */
async function collectGarbage(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.collectGarbage");
  devtools.on("Target.attachedToTarget", ({ sessionId }) => {
    const message = JSON.stringify({
      id: 1,
      method: "HeapProfiler.collectGarbage",
    });
    void devtools.send("Target.sendMessageToTarget", { sessionId, message });
  });
  await devtools.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  await page.waitForTimeout(2000);
  await devtools.detach();
}

const server = await preview({
  logLevel: "error",
  preview: { port: Number(process.env.PORT ?? 4278), host: "127.0.0.1" },
});
const browser = await chromium.launch({
  args: ["--no-sandbox"],
  executablePath:
    process.env.CHROMIUM ??
    (existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined),
});
try {
  writePictures();
  python(["bench/write_tiny_tower.py", join(scratch, "models")]);
  const page = await openApp(browser, server.resolvedUrls.local[0]);
  const folder = join(scratch, "photos");
  writePhotos(folder, 0, photos);
  await index(page, folder, photos);
  const before = await residentMB(browser, page);
  writePhotos(folder, photos, laterPhotos);
  const startMs = performance.now();
  await index(page, folder, laterPhotos);
  const seconds = (performance.now() - startMs) / 1000;
  const after = await residentMB(browser, page);
  const figures = {
    machine: {
      cpu: cpus()[0].model,
      cores: cpus().length,
      chromium: browser.version(),
    },
    photos,
    laterPhotos,
    residentMB: { before, after },
    ratio: Number((after / before).toFixed(3)),
    photosPerSecond: Number(((laterPhotos - photos) / seconds).toPrecision(3)),
  };
  mkdirSync("bench/results", { recursive: true });
  writeFileSync(
    "bench/results/memory.json",
    `${JSON.stringify(figures, null, 2)}\n`,
  );
  console.log(JSON.stringify(figures, null, 2));
} finally {
  await browser.close();
  await server.close();
  rmSync(scratch, { recursive: true });
}
