/**
 * A generated library is indexed while the browser is killed again and again, re-scanned, and rearranged: every photo is
 * accounted for. `npm test` does it with 1,000 photos and 3 kills, `npm run test:long` with 20,000 and 20.
 */
import {
  copyFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { App } from "./fixtures";
import { seeded, writePhotoTree } from "./photo-tree";
import { openProfile } from "./profile-browser";
import { lastScanMs, storedStates } from "./stored";
import { tinyTower } from "./tiny-tower";

const photoCount = Number(process.env["ACCOUNT_PHOTOS"] ?? 1000);
const kills = Number(process.env["ACCOUNT_KILLS"] ?? 3);
/** "tiny", since all but the encoding is meant, or "embedded". */
const tower = process.env["ACCOUNT_TOWER"] ?? "tiny";
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
  for (let i = 0; i < kills; i++) {
    const victim = await open(profile);
    await victim.app.pick(tree.root);
    // While the folder is looked through, what is unchanged in it is still being counted.
    await expect(victim.app.status).toHaveAttribute(
      "data-phase",
      /indexing|ready/,
      { timeout: patienceMs },
    );
    const seen = Math.ceil(((i + random()) / (kills + 1)) * tree.whole.length);
    await expect
      .poll(() => victim.app.count("done"), { timeout: patienceMs })
      .toBeGreaterThanOrEqual(seen);
    // What an earlier run stored is still there: a kill loses the batch under way at most.
    const unchanged = await victim.app.count("unchanged");
    expect(unchanged).toBeGreaterThanOrEqual(known - batch);
    known = await victim.app.count("done");
    await victim.kill();
  }

  const { app: last, context } = await open(profile);
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

  // A folder renamed, photos removed, changed and added.
  renameSync(join(tree.root, "x"), join(tree.root, "renamed"));
  const roots = tree.whole.filter((path) => !path.includes("/"));
  for (const path of roots.slice(0, 5)) rmSync(join(tree.root, path));
  const written = [...roots.slice(5, 8), "new-1.jpg", "new-2.jpg"];
  for (const [i, path] of written.entries())
    copyFileSync(tree.spare[i] ?? "", join(tree.root, path));
  await time("rearranged", () => index(last));
  expect(await last.count("total")).toBe(photoCount - 3);
  expect(await last.count("failed")).toBe(tree.damaged.size);
  expect(await last.count("encoded")).toBe(5);
  const after = Object.keys(await last.vectors());
  expect(after).toHaveLength(tree.whole.length - 3);
  const moved = tree.whole.filter((path) => path.startsWith("x/"));
  expect(after.filter((path) => path.startsWith("renamed/"))).toHaveLength(
    moved.length,
  );
  await context.close();
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
