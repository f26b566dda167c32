/**
 * A generated library is indexed while the browser is killed again and again, re-scanned, and rearranged: every photo is
 * accounted for. `npm run test:long` does it with 20,000 photos and 20 kills; `npm test` with 200 and 3.
 */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./fixtures";
import { bitmapOf, seeded, writePhotoTree } from "./photo-tree";
import { openProfile } from "./profile-browser";

const photoCount = Number(process.env["ACCOUNT_PHOTOS"] ?? 200);
const kills = Number(process.env["ACCOUNT_KILLS"] ?? 3);
/** Where the numbers of a long run go. */
const report = process.env["ACCOUNT_REPORT"];
/** Enough for a photo a second, which no machine that runs this takes. */
const patienceMs = 120_000 + 1000 * photoCount;

test(`killed ${String(kills)} times, re-scanned and rearranged, the index of ${String(photoCount)} photos accounts for each`, async ({
  app,
}) => {
  test.setTimeout(4 * patienceMs);
  const tree = writePhotoTree(photoCount, 5);
  const random = seeded(20);
  const numbers: Record<string, number> = { photoCount, kills };
  const time = async (what: string, work: () => Promise<unknown>) => {
    const startMs = performance.now();
    await work();
    numbers[`${what}Ms`] = Math.round(performance.now() - startMs);
  };

  // Undisturbed, for comparison.
  await time("undisturbed", async () => {
    await app.pick(tree.root);
    await app.ready(patienceMs);
  });
  const undisturbed = await app.vectors();
  expect(Object.keys(undisturbed).sort()).toEqual([...tree.whole].sort());

  const profile = mkdtempSync(join(tmpdir(), "tulip-killed-"));
  let known = 0;
  for (let i = 0; i < kills; i++) {
    const victim = await openProfile(profile);
    await victim.app.pick(tree.root);
    const seen = Math.ceil(((i + random()) / (kills + 1)) * tree.whole.length);
    await expect
      .poll(() => victim.app.count("done"), { timeout: patienceMs })
      .toBeGreaterThanOrEqual(seen);
    // What an earlier run stored is still there: a kill loses the batch under way at most.
    const unchanged = await victim.app.count("unchanged");
    expect(unchanged).toBeGreaterThanOrEqual(known - 32);
    known = await victim.app.count("done");
    await victim.kill();
  }

  const { app: last, context } = await openProfile(profile);
  await time("rest", async () => {
    await last.pick(tree.root);
    await last.ready(patienceMs);
  });
  numbers["encodedAfterLastKill"] = await last.count("encoded");
  expect(await last.count("total")).toBe(photoCount);
  expect(await last.count("failed")).toBe(tree.damaged.length);
  expect(await last.count("done")).toBe(tree.whole.length);
  const found = await last.vectors();
  expect(Object.keys(found).sort()).toEqual([...tree.whole].sort());
  let widest = 0;
  for (const [path, vector] of Object.entries(undisturbed))
    vector.forEach((value, i) => {
      widest = Math.max(widest, Math.abs(value - (found[path]?.[i] ?? NaN)));
    });
  expect(widest).toBeLessThan(1e-5);
  numbers["widestGap"] = widest;

  const scan = async () => {
    await last.pick(tree.root);
    await expect(last.status).not.toHaveAttribute("data-phase", "ready");
    await last.ready(patienceMs);
  };
  await time("rescan", scan);
  expect(await last.count("encoded")).toBe(0);

  // A folder renamed, photos removed, changed and added.
  renameSync(join(tree.root, "x"), join(tree.root, "renamed"));
  const roots = tree.whole.filter((path) => !path.includes("/"));
  for (const path of roots.slice(0, 5)) rmSync(join(tree.root, path));
  for (const path of [...roots.slice(5, 8), "new-1.bmp", "new-2.bmp"])
    writeFileSync(join(tree.root, path), bitmapOf(random));
  await time("rearranged", scan);
  expect(await last.count("total")).toBe(photoCount - 3);
  expect(await last.count("encoded")).toBe(5);
  const after = Object.keys(await last.vectors());
  expect(after).toHaveLength(tree.whole.length - 3);
  const moved = tree.whole.filter((path) => path.startsWith("x/"));
  expect(after.filter((path) => path.startsWith("renamed/"))).toHaveLength(
    moved.length,
  );
  await context.close();
  if (report) writeFileSync(report, JSON.stringify(numbers));
});
