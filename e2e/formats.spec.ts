/** One photo in every format: each shows the same picture, upright, in the same colours. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cosine, expect, jpegsIn, test } from "./fixtures";
import { python } from "./pillow";
import { lookDifference, storedPhotos } from "./stored";

test("every format shows the photo upright and in its colours; what can't be read says why", async ({
  app,
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "tulip-formats-"));
  const [photo = ""] = jpegsIn("public/samples/animals").filter((path) =>
    path.includes("red-panda"),
  );
  const { shown, refused } = JSON.parse(
    python(["e2e/write_formats.py", photo, folder]),
  ) as { shown: string[]; refused: Record<string, string> };
  await app.pick(folder);
  await app.ready();

  const stored = await storedPhotos(page);
  const kinds = Object.keys(refused).map((name) => [name, stored[name]?.state]);
  expect(Object.fromEntries(kinds)).toEqual(refused);
  expect(await app.count("failed")).toBe(Object.keys(refused).length);

  const vectors = await app.vectors();
  const reference = stored["plain.jpg"]?.look ?? [];
  expect(reference.length).toBe(3 * 12 * 8);
  for (const name of shown) {
    const { state, width, height, look } = stored[name] ?? {};
    expect.soft(state, name).toBe("indexed");
    const isRaw = name.startsWith("synthetic");
    expect.soft([width, height], name).toEqual(isRaw ? [900, 600] : [300, 200]);
    expect.soft(lookDifference(reference, look ?? []), name).toBeLessThan(6);
    expect
      .soft(
        cosine(vectors["plain.jpg"] ?? [], vectors[name] ?? []),
        `${name}'s vector`,
      )
      .toBeGreaterThan(0.95);
  }
});
