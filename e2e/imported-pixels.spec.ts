/** Pixels of an imported tower: shortest side, bicubic with antialias, centre crop, from JPEGs of a camera's size. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cosine, expect, jpegsIn, test, tick } from "./fixtures";
import { python } from "./pillow";

// Of random towers: a text for which the tenth and the eleventh photo are well apart.
const text = "a cat on a window sill";

test(
  "twenty photos of a camera's size get the vectors and the ranking that Pillow's pixels get",
  { tag: "@long" },
  async ({ app, page }) => {
    test.setTimeout(300_000);
    const out = mkdtempSync(join(tmpdir(), "tulip-pixels-"));
    const photos = jpegsIn("public/samples").slice(0, 20);
    const expected = JSON.parse(
      python(["e2e/imported_pixels.py", out, text, ...photos]),
    ) as { vectors: Record<string, number[]>; best: string[] };

    await page.getByRole("button", { name: "Models" }).click();
    await page.getByTestId("models-input").setInputFiles(join(out, "app"));
    await tick(page.locator('[data-installed="tiny-224"]'));
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await app.pick(join(out, "photos"));
    await app.ready();

    const found = await app.vectors(64);
    for (const [photo, vector] of Object.entries(expected.vectors))
      expect(cosine(found[photo] ?? [], vector), photo).toBeGreaterThan(0.99);
    await app.search(text);
    const column = app.ranking("tiny-224");
    await expect(column).toHaveAttribute("data-query", text);
    await expect(column).toHaveAttribute("aria-busy", "false");
    const best = await app.order("tiny-224");
    expect(best.slice(0, 10).sort()).toEqual(expected.best.slice(0, 10).sort());
  },
);
