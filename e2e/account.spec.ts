/**
 * A generated library is indexed while the browser is killed again and again, re-scanned, and rearranged: every photo is
 * accounted for. `npm test` does it with 1,000 photos and 3 kills, `npm run test:long` with 20,000 and 20, and kills at
 * more steps.
 */
import { mkdtempSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { App } from "./fixtures";
import { rearrange, seeded, writePhotoTree } from "./photo-tree";
import { openProfile } from "./profile-browser";
import { beforeFile, beforeWrite, stopEngine } from "./stopped-engine";
import { lastScanMs, storedStates } from "./stored";
import { tinyTower } from "./tiny-tower";

const photoCount = Number(process.env["ACCOUNT_PHOTOS"] ?? 1000);
const kills = Number(process.env["ACCOUNT_KILLS"] ?? 3);
/** "tiny", since all but the encoding is meant, or "embedded". */
const tower = process.env["ACCOUNT_TOWER"] ?? "tiny";
const isLong = kills > 3;
/** What is killed at seeded moments of the encoding: the browser, and once each the tab and the worker alone. */
const victims = [
  ...Array.from(
    { length: isLong ? kills : kills - 2 },
    () => "browser" as const,
  ),
  "tab" as const,
  "worker" as const,
];
/** Where the numbers of a long run go. */
const report = process.env["ACCOUNT_REPORT"];
/** Enough for a photo a second, which no machine that runs this takes. */
const patienceMs = 120_000 + 1000 * photoCount;
/** Photos that share a transaction: a kill loses no more. */
const batch = 32;

test(`killed ${String(kills)} times, re-scanned and rearranged, the index of ${String(photoCount)} photos accounts for each`, async () => {
  test.setTimeout(4 * patienceMs);
  const tree = writePhotoTree(photoCount, 5);
  const prepare = tower === "tiny" ? tinyTower() : undefined;
  const open = (profile: string) => openProfile(profile, prepare);
  const random = seeded(20);
  const numbers: Record<string, unknown> = { photoCount, kills, tower };
  const time = async (what: string, work: () => Promise<unknown>) => {
    const startMs = performance.now();
    await work();
    numbers[`${what}Ms`] = Math.round(performance.now() - startMs);
  };
  const index = async (app: App) => {
    const before = await lastScanMs(app.page);
    await app.pick(tree.root);
    await expect
      .poll(() => lastScanMs(app.page), { timeout: patienceMs })
      .toBeGreaterThan(before);
    await app.ready(patienceMs);
  };

  const undisturbed = await open(newProfile());
  await time("undisturbed", () => index(undisturbed.app));
  const expected = await undisturbed.app.vectors();
  expect(Object.keys(expected).sort()).toEqual([...tree.whole].sort());
  await undisturbed.context.close();

  const profile = newProfile();
  let known = 0;
  let browser = await open(profile);
  for (const [i, victim] of victims.entries()) {
    const { app } = browser;
    await app.pick(tree.root);
    // While the folder is looked through, what is unchanged in it is still being counted.
    await expect(app.status).toHaveAttribute("data-phase", /indexing|ready/, {
      timeout: patienceMs,
    });
    const share = (i + random()) / (victims.length + 1);
    await expect
      .poll(() => app.count("done"), { timeout: patienceMs })
      .toBeGreaterThanOrEqual(Math.ceil(share * tree.whole.length));
    // What an earlier run stored is still there: a kill loses the batch under way at most.
    const unchanged = await app.count("unchanged");
    expect(unchanged).toBeGreaterThanOrEqual(known - batch);
    known = await app.count("done");
    if (victim === "tab") browser = await browser.crashTab();
    else if (victim === "worker") browser = await browser.endWorker();
    else {
      await browser.kill();
      browser = await open(profile);
    }
  }

  const last = browser.app;
  await time("rest", () => index(last));
  numbers["encodedAfterLastKill"] = await last.count("encoded");
  expect(await last.count("total")).toBe(photoCount);
  expect(await last.count("failed")).toBe(tree.damaged.size);
  expect(await last.count("done")).toBe(tree.whole.length);
  expect(await storedStates(last.page)).toEqual({
    ...Object.fromEntries(tree.whole.map((path) => [path, "indexed"])),
    ...Object.fromEntries(tree.damaged),
  });
  const found = await last.vectors();
  expect(Object.keys(found).sort()).toEqual([...tree.whole].sort());
  const widestGap = widest(expected, found);
  expect(widestGap).toBeLessThan(1e-5);

  await time("rescan", () => index(last));
  expect(await last.count("encoded")).toBe(0);

  /** The folder is picked again, and the browser killed where the engine stands still, with so many photos encoded. */
  const killAt = async (step: string, encoded: number) => {
    const { app, context } = browser;
    const reached = await stopEngine(context, step);
    await app.page.reload();
    await app.pick(tree.root);
    await reached();
    await expect.poll(() => app.count("encoded")).toBe(encoded);
    await browser.kill();
    browser = await open(profile);
  };
  const { kept, written } = rearrange(tree);
  const indexRearranged = async (folder: string) => {
    const { app } = browser;
    await index(app);
    expect(await app.count("total")).toBe(photoCount - 3);
    expect(await app.count("failed")).toBe(tree.damaged.size);
    expect(await app.count("encoded")).toBe(0);
    const before = kept.map(
      (path) => [path.replace(/^x\//, folder), expected[path] ?? []] as const,
    );
    const after = await app.vectors();
    expect(Object.keys(after).sort()).toEqual(
      [...before.map(([path]) => path), ...written].sort(),
    );
    expect(widest(Object.fromEntries(before), after)).toBeLessThan(1e-5);
  };
  // Where what changed is merged into the rest: all of it is stored.
  await killAt(beforeWrite("put", "vectors"), written.length);
  await time("rearranged", () => indexRearranged("renamed/"));

  // In the scan, where vectors of renamed photos are taken over, and where what is gone is forgotten.
  if (isLong) {
    renameSync(join(tree.root, "renamed"), join(tree.root, "again"));
    await killAt(beforeFile(photoCount), 0);
    await killAt(beforeWrite("put", "photos", 2 * batch + 1), 0);
    await killAt(beforeWrite("delete", "photos", batch), 0);
    await indexRearranged("again/");
  }
  await browser.context.close();
  const failed = Object.fromEntries(
    [...new Set(tree.damaged.values())].map((kind) => [
      kind,
      [...tree.damaged.values()].filter((one) => one === kind).length,
    ]),
  );
  Object.assign(numbers, { indexed: tree.whole.length, failed, widestGap });
  if (report) writeFileSync(report, JSON.stringify(numbers));
});

const newProfile = () => mkdtempSync(join(tmpdir(), "tulip-profile-"));

/** The largest difference of two numbers in the same place; NaN where one is missing. */
function widest(
  expected: Readonly<Record<string, number[]>>,
  found: Readonly<Record<string, number[]>>,
): number {
  let gap = 0;
  for (const [path, vector] of Object.entries(expected))
    for (const [i, value] of vector.entries())
      gap = Math.max(gap, Math.abs(value - (found[path]?.[i] ?? NaN)));
  return gap;
}
