// `npm run bench:rescan [photos]`: a re-scan of an unchanged folder (20,000 photos), set against a bare walk of the same
// directory handle that calls getFile() on every file, both in a worker, by turns.
import { rmSync } from "node:fs";
import {
  indexed,
  library,
  openApp,
  report,
  scratch,
  start,
  writePhotos,
} from "./small-library.mjs";

const [photos = 20_000] = process.argv.slice(2).map(Number);
const turns = 3;

/** Drops the folder as a file manager does, which gives the page a real directory handle, and keeps one for the walk. */
async function drop(page) {
  await page.getByTestId("folder-input").waitFor({ state: "attached" });
  await page.evaluate(() => {
    window.addEventListener(
      "drop",
      ({ dataTransfer }) => {
        window.dropped = dataTransfer.items[0].getAsFileSystemHandle();
      },
      { capture: true },
    );
  });
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [library], dragOperationsMask: 1 };
  const send = (type) =>
    devtools.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
  await send("dragEnter");
  const hint = page.getByText("Drop a folder or photos");
  await hint.waitFor();
  await send("dragOver");
  await send("drop");
  await hint.waitFor({ state: "hidden" });
}

/** Milliseconds of the bare walk. */
const walk = (page) =>
  page.evaluate(async () => {
    const script = `
      async function walk(directory) {
        for await (const entry of directory.values())
          if (entry.kind === "directory") await walk(entry);
          else await entry.getFile();
      }
      onmessage = async ({ data }) => {
        const startMs = performance.now();
        await walk(data);
        postMessage(performance.now() - startMs);
      };`;
    const worker = new window.Worker(
      URL.createObjectURL(new window.Blob([script])),
    );
    worker.postMessage(await window.dropped);
    const { data } = await new Promise((resolve) => {
      worker.onmessage = resolve;
    });
    worker.terminate();
    return data;
  });

/** Milliseconds from the click to the status that tells of the end. */
async function rescan(page) {
  const elapsedMs = await page.evaluate(async () => {
    const status = window.document.querySelector(
      '[data-testid="index-status"]',
    );
    const button = [...window.document.querySelectorAll("button")].find(
      ({ textContent }) => textContent.includes("Index again"),
    );
    const phases = [];
    const ended = new Promise((resolve) => {
      new window.MutationObserver((_, observer) => {
        phases.push(status.dataset.phase);
        if (phases.length === 1 || phases.at(-1) !== "ready") return;
        observer.disconnect();
        resolve();
      }).observe(status, { attributeFilter: ["data-phase"] });
    });
    const startMs = performance.now();
    button.click();
    await ended;
    return performance.now() - startMs;
  });
  const encoded = await page
    .getByTestId("index-status")
    .getAttribute("data-encoded");
  if (encoded !== "0") throw new Error(`${encoded} photos were encoded`);
  return elapsedMs;
}

const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];

const app = await start();
try {
  const page = await openApp(app);
  writePhotos(0, photos);
  await drop(page);
  await indexed(page, photos);
  const [walksMs, rescansMs] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    walksMs.push(Math.round(await walk(page)));
    rescansMs.push(Math.round(await rescan(page)));
  }
  report("rescan", app.browser, {
    photos,
    walksMs,
    rescansMs,
    ratio: Number((median(rescansMs) / median(walksMs)).toFixed(2)),
  });
} finally {
  await app.close();
  rmSync(scratch, { recursive: true });
}
