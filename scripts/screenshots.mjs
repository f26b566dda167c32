// `npm run screenshots`: the main views in both themes and on a phone. Those of the README go to docs/, all others to
// test-results/screenshots/. Needs a build. LANGUAGE=de takes them in German.
import { existsSync, mkdirSync } from "node:fs";
import { chromium } from "@playwright/test";
import { preview } from "vite";

const forms = {
  light: { viewport: { width: 1280, height: 1000 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 1000 }, colorScheme: "dark" },
  phone: {
    viewport: { width: 390, height: 844 },
    colorScheme: "light",
    deviceScaleFactor: 2,
  },
  "phone-dark": {
    viewport: { width: 360, height: 780 },
    colorScheme: "dark",
    deviceScaleFactor: 2,
  },
};
const inReadme = [
  "welcome-light",
  "search-light",
  "search-dark",
  "search-phone",
];
const language = process.env.LANGUAGE ?? "en";

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
mkdirSync("test-results/screenshots", { recursive: true });

for (const [form, options] of Object.entries(forms)) {
  const page = await browser.newPage({ ...options, locale: language });
  const shoot = async (view) => {
    const name = `${view}-${form}`;
    const folder =
      language === "en" && inReadme.includes(name)
        ? "docs"
        : "test-results/screenshots";
    await page.mouse.move(0, 0);
    await page.waitForFunction("document.fonts.ready");
    await page.waitForLoadState("networkidle");
    await page.screenshot({
      path: `${folder}/${language === "en" ? name : `${name}-${language}`}.jpg`,
      type: "jpeg",
      quality: 82,
    });
  };
  // Another port where that one is taken.
  await page.goto(`${server.resolvedUrls.local[0]}?device=wasm`);
  const samples = page.locator(".welcome .actions button").nth(1);
  await page.locator(".specimen .cut").waitFor();
  await shoot("welcome");

  await samples.click();
  await page
    .locator('[data-testid="index-status"][data-phase="ready"]')
    .waitFor({ timeout: 600_000 });
  const first = page.locator(
    'section[data-model="tulip-lite"][aria-busy="false"] [data-rank="1"]',
  );
  await first.waitFor({ state: "attached" });
  await shoot("search");

  await page.locator('section[data-model="clip-lite"] [data-rank="1"]').click();
  await page.locator("dialog img").waitFor();
  await shoot("photo");
  await page.keyboard.press("Escape");

  await page.locator(".to-models").click();
  await page.locator("[data-installed]").first().waitFor();
  await shoot("models");
  await page.close();
}
await browser.close();
await server.close();
