/** The browser killed while it indexes, again and again: nothing is corrupt, and little is done twice. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { drop } from "./drop";
import { App, expect, folderOf, somePhotos, test } from "./fixtures";
import { chromiumArgs, executablePath, port } from "./playwright.config";

const kills = 20;
const photoCount = 120;

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const later = (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const started: ChildProcess[] = [];
test.afterEach(async () => {
  for (const child of started)
    if (child.exitCode === null && child.signalCode === null) await kill(child);
});

/** A browser started by hand, so that its process can be killed: Playwright would close it in good order. */
async function startBrowser(profile: string) {
  const portFile = join(profile, "DevToolsActivePort");
  rmSync(portFile, { force: true });
  const child = spawn(
    executablePath ?? chromium.executablePath(),
    [
      ...chromiumArgs,
      "--headless=new",
      "--no-default-browser-check",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "about:blank",
    ],
    { stdio: "ignore", detached: true },
  );
  started.push(child);
  const devtools = await expect
    .poll(() => portIn(portFile), { intervals: [100] })
    .toMatch(/^\d+$/)
    .then(() => portIn(portFile));
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${devtools}`);
  const context = browser.contexts()[0];
  if (!context) throw new Error("the browser has no context");
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`http://127.0.0.1:${String(port)}/?device=wasm`);
  return { child, page, app: new App(page) };
}

function portIn(file: string): string {
  try {
    return readFileSync(file, "utf8").split("\n")[0] ?? "";
  } catch {
    return "";
  }
}

/** SIGKILL to the browser and all its processes. */
async function kill(child: ChildProcess) {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-(child.pid ?? NaN), "SIGKILL");
  await gone;
}

test("killed at 20 moments, the index ends as that of an undisturbed run", async ({
  app,
}) => {
  test.setTimeout(600_000);
  const folder = folderOf(somePhotos(photoCount));
  await app.pick(folder);
  await app.ready(300_000);
  const total = await app.count("total");
  const undisturbed = await app.vectors();
  expect(Object.keys(undisturbed)).toHaveLength(total);

  const profile = mkdtempSync(join(tmpdir(), "tulip-killed-"));
  const random = seeded(20);
  let known = 0;
  for (let i = 0; i < kills; i++) {
    const { child, page, app: victim } = await startBrowser(profile);
    await drop(page, [folder]);
    await expect(victim.status).toHaveAttribute("data-phase", /indexing|ready/);
    // What an earlier run stored is still there: a kill never loses more than the batch under way.
    const unchanged = await victim.count("unchanged");
    expect(unchanged).toBeGreaterThanOrEqual(known);
    known = unchanged;
    await later(random() * 4000);
    await kill(child);
  }

  const { page, app: last } = await startBrowser(profile);
  await drop(page, [folder]);
  await last.ready(300_000);
  expect(await last.count("failed")).toBe(0);
  expect(known).toBeGreaterThan(0);
  const found = await last.vectors();
  expect(Object.keys(found).sort()).toEqual(Object.keys(undisturbed).sort());
  for (const [path, vector] of Object.entries(undisturbed)) {
    const gaps = vector.map((value, i) =>
      Math.abs(value - (found[path]?.[i] ?? NaN)),
    );
    expect(Math.max(...gaps), path).toBeLessThan(1e-5);
  }
});
