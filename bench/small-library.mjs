// What the benches of large libraries share: many small photos, and the app with a tiny image tower, so that what is
// measured is everything around it. Needs Python's environment (modeling/.venv) and the built app.
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { preview } from "vite";

/** Remove it in the end. */
export const scratch = mkdtempSync(join(tmpdir(), "tulip-bench-"));
export const library = join(scratch, "photos");

const python = (args) => execFileSync("modeling/.venv/bin/python", args);

const shrinkSamples = `
import sys
from pathlib import Path
from PIL import Image
for i, photo in enumerate(sorted(Path("public/samples").rglob("*.jpg"))):
    picture = Image.open(photo).convert("RGB")
    picture.thumbnail((256, 256))
    picture.save(f"{sys.argv[1]}/{i}.jpg", quality=80)
`;
const photosPerFolder = 500;

/** Real photos as small JPEGs in folders of 500, each file's bytes its own by what follows the picture's end. */
export function writePhotos(from, to) {
  const pictures = join(scratch, "pictures");
  if (!existsSync(pictures)) {
    mkdirSync(pictures);
    python(["-c", shrinkSamples, pictures]);
  }
  const bytes = readdirSync(pictures).map((name) =>
    readFileSync(join(pictures, name)),
  );
  for (let i = from; i < to; i++) {
    const folder = join(library, String(Math.floor(i / photosPerFolder)));
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, `photo-${i}.jpg`),
      Buffer.concat([bytes[i % bytes.length], Buffer.from(String(i))]),
    );
  }
}

/** Serves the built app and starts a browser; `close` ends both. */
export async function start() {
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
  return {
    browser,
    address: server.resolvedUrls.local[0],
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** A page with the app, the tiny tower's files in place of its own. */
export async function openApp({ browser, address }) {
  const models = join(scratch, "models");
  if (!existsSync(models)) python(["bench/write_tiny_tower.py", models]);
  const context = await browser.newContext({ serviceWorkers: "block" });
  await context.route(
    /\/models\/((manifest|golden)\.json|tiny\/)/,
    async (route) => {
      const [, path] = route.request().url().split("/models/");
      await route.fulfill({ path: join(models, path) });
    },
  );
  const page = await context.newPage();
  await page.goto(`${address}?device=wasm`);
  return page;
}

/** Waits until so many photos are indexed. */
export const indexed = (page, photos) =>
  page
    .locator(
      `[data-testid="index-status"][data-phase="ready"][data-total="${photos}"]`,
    )
    .waitFor({ timeout: 3_600_000 });

/** Prints the figures, and keeps them with the machine that they were taken on. */
export function report(name, browser, figures) {
  const machine = {
    cpu: cpus()[0].model,
    cores: cpus().length,
    chromium: browser.version(),
  };
  const text = JSON.stringify({ machine, ...figures }, null, 2);
  mkdirSync("bench/results", { recursive: true });
  writeFileSync(`bench/results/${name}.json`, `${text}\n`);
  console.log(text);
}
