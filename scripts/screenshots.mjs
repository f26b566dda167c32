// `npm run screenshots`: the main views in both themes and on a phone, as docs/*.jpg. Needs a build.
import { existsSync, mkdirSync } from "node:fs";
import { chromium } from "@playwright/test";
import { preview } from "vite";

const views = [
  {
    name: "welcome-light",
    theme: "light",
    width: 1280,
    height: 860,
    samples: false,
  },
  {
    name: "search-light",
    theme: "light",
    width: 1280,
    height: 1000,
    samples: true,
  },
  {
    name: "search-dark",
    theme: "dark",
    width: 1280,
    height: 1000,
    samples: true,
  },
  {
    name: "search-phone",
    theme: "light",
    width: 390,
    height: 844,
    samples: true,
  },
];

const server = await preview({
  logLevel: "error",
  preview: { port: 4276, host: "127.0.0.1" },
});
const executablePath =
  process.env.CHROMIUM ??
  (existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined);
const browser = await chromium.launch({
  args: ["--no-sandbox"],
  executablePath,
});
mkdirSync("docs", { recursive: true });
for (const { name, theme, width, height, samples } of views) {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: theme,
    deviceScaleFactor: width < 500 ? 2 : 1,
  });
  await page.goto("http://127.0.0.1:4276/?device=wasm");
  await page.getByRole("button", { name: "Try the sample photos" }).waitFor();
  if (samples) {
    await page.getByRole("button", { name: "Try the sample photos" }).click();
    await page
      .locator('[data-testid="index-status"][data-phase="ready"]')
      .waitFor({ timeout: 180_000 });
    await page
      .locator(
        'section[data-model="tulip-lite"][aria-busy="false"] [data-rank="12"]',
      )
      .waitFor({ state: "attached" });
    await page.mouse.move(0, 0);
  }
  await page.waitForFunction("document.fonts.ready");
  await page.waitForLoadState("networkidle");
  await page.screenshot({
    path: `docs/${name}.jpg`,
    type: "jpeg",
    quality: 82,
  });
  await page.close();
}
await browser.close();
await server.close();
