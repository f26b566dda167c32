/** What a test changes of the engine's worker before its own script runs. */
import type { BrowserContext, Page } from "@playwright/test";

/**
 * From the next load on, the engine's worker runs `script` first. The context must block service workers, which would
 * answer with their own copy of the engine.
 */
export async function prefixEngine(
  of: Page | BrowserContext,
  script: string,
): Promise<void> {
  await of.route(/\/assets\/worker-/, async (route) => {
    const response = await route.fetch();
    const body = `${script}\n${await response.text()}`;
    await route.fulfill({ response, body });
  });
}
