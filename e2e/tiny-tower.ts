/** A tiny image tower of random weights in place of the embedded one, for what is about everything around it. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext } from "@playwright/test";
import { python } from "./pillow";

/**
 * Writes the tower and its golden vectors, and serves them to the contexts that it is given. They must block service
 * workers, whose cache would answer first.
 */
export function tinyTower(): (context: BrowserContext) => Promise<void> {
  const models = mkdtempSync(join(tmpdir(), "tulip-tiny-"));
  python(["bench/write_tiny_tower.py", models]);
  return async (context) => {
    await context.route(
      /\/models\/((manifest|golden)\.json|tiny\/)/,
      async (route) => {
        const [, path = ""] = route.request().url().split("/models/");
        await route.fulfill({ path: join(models, path) });
      },
    );
  };
}
