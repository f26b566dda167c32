// `npm run bench:memory [photos] [later photos]`: the renderer's memory after a forced garbage collection, when so many
// tiny photos are indexed and when ten times as many are (1,000 and 10,000).
import { readFileSync, rmSync } from "node:fs";
import {
  indexed,
  library,
  openApp,
  report,
  scratch,
  start,
  writePhotos,
} from "./small-library.mjs";

const [photos = 1000, laterPhotos = 10 * photos] = process.argv
  .slice(2)
  .map(Number);

async function index(page, count) {
  await page.getByTestId("folder-input").setInputFiles(library);
  await indexed(page, count);
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

const app = await start();
try {
  const page = await openApp(app);
  writePhotos(0, photos);
  await index(page, photos);
  const before = await residentMB(app.browser, page);
  writePhotos(photos, laterPhotos);
  const startMs = performance.now();
  await index(page, laterPhotos);
  const seconds = (performance.now() - startMs) / 1000;
  const after = await residentMB(app.browser, page);
  report("memory", app.browser, {
    photos,
    laterPhotos,
    residentMB: { before, after },
    ratio: Number((after / before).toFixed(3)),
    photosPerSecond: Number(((laterPhotos - photos) / seconds).toPrecision(3)),
  });
} finally {
  await app.close();
  rmSync(scratch, { recursive: true });
}
