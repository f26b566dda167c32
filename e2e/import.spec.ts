/** Checkpoints of every official format (tiny random weights), imported, dropped into the app, and held to PyTorch. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, jpegsIn, test, tick } from "./fixtures";
import { python } from "./pillow";

const text = "a brown dog runs on the green grass";
const formats = [
  "openai",
  "openai-state",
  "hugging-face",
  "open-clip",
  "long-clip",
  "tulip",
] as const;
/** How far an imported model's score may be from PyTorch's float32: both towers' weights are stored as float16. */
const tolerance = 1e-3;

test(
  "checkpoints of every format, imported and added, score and rank photos as PyTorch does",
  { tag: "@long" },
  async ({ app, page }) => {
    test.setTimeout(600_000);
    const out = mkdtempSync(join(tmpdir(), "tulip-imported-"));
    const photos = jpegsIn("public/samples").slice(0, 12);
    const expected = JSON.parse(
      python(["e2e/imported_scores.py", out, text, ...photos]),
    ) as Record<(typeof formats)[number], Record<string, number>>;

    await app.pick(join(out, "photos"));
    await app.ready();
    for (const format of formats) {
      const id = `tiny-${format}`;
      await page.getByRole("button", { name: "Models" }).click();
      const news = page.getByTestId("models-news");
      await page
        .getByTestId("models-input")
        .setInputFiles(join(out, `app-${format}`));
      await expect(news).toHaveAttribute("data-phase", "added");
      const card = page.locator(`[data-installed="${id}"]`);
      await tick(card);
      await page.getByRole("button", { name: "Close", exact: true }).click();
      await page.getByRole("button", { name: /^Encode/ }).click();
      await app.ready();
      await app.search(text);
      const column = app.ranking(id);
      await expect(column).toHaveAttribute("aria-busy", "false");
      await expect(column.locator("[data-photo]")).toHaveCount(photos.length);

      const cards = await column
        .locator("[data-photo]")
        .evaluateAll((all) =>
          all.map((one) => [
            one.getAttribute("data-photo") ?? "",
            Number(one.getAttribute("data-score")),
          ]),
        );
      const found = new Map(cards as [string, number][]);
      const gaps = Object.entries(expected[format]).map(([name, score]) =>
        Math.abs((found.get(name) ?? NaN) - score),
      );
      expect(Math.max(...gaps), format).toBeLessThan(tolerance);
      const best = Object.entries(expected[format])
        .sort(([, a], [, b]) => b - a)
        .map(([name]) => name);
      expect([...found.keys()].slice(0, 10), format).toEqual(best.slice(0, 10));

      await page.getByRole("button", { name: "Models" }).click();
      await card.getByRole("button", { name: /^Remove/ }).click();
      await card.getByRole("button", { name: /^Yes, remove/ }).click();
      await expect(news).toHaveAttribute("data-phase", "removed");
      await page.getByRole("button", { name: "Close", exact: true }).click();
    }
  },
);
