// `npm run screenshots`: every view in both themes, on a desk and on a phone. Those of the README go to docs/, all others to
// test-results/screenshots/. Needs a build. LANGUAGE=de takes them in German.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { preview } from "vite";

const forms = {
  light: { width: 1280, height: 1000, scale: 1, colorScheme: "light" },
  dark: { width: 1280, height: 1000, scale: 1, colorScheme: "dark" },
  phone: { width: 390, height: 844, scale: 2, colorScheme: "light" },
  "phone-dark": { width: 360, height: 780, scale: 2, colorScheme: "dark" },
};
const inReadme = [
  "welcome-light",
  "search-light",
  "search-dark",
  "search-phone",
];
const language = process.env.LANGUAGE ?? "en";
const { queries } = JSON.parse(
  readFileSync("public/samples/samples.json", "utf8"),
);

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

// One page for all: the samples are indexed once, not once for every form, which takes minutes on a busy machine.
const page = await browser.newPage({ locale: language });
const devtools = await page.context().newCDPSession(page);

async function shootIn(form, view) {
  const { width, height, scale, colorScheme } = forms[form];
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.setViewportSize({ width, height });
  await devtools.send("Emulation.setDeviceMetricsOverride", {
    width,
    height,
    deviceScaleFactor: scale,
    mobile: false,
  });
  const name = `${view}-${form}`;
  const folder =
    language === "en" && inReadme.includes(name)
      ? "docs"
      : "test-results/screenshots";
  await page.waitForFunction(() =>
    [...globalThis.document.images].every(({ complete }) => complete),
  );
  // Taken by DevTools itself: Playwright would set the scale back.
  const { data } = await devtools.send("Page.captureScreenshot", {
    format: "jpeg",
    quality: 82,
  });
  const path = `${folder}/${language === "en" ? name : `${name}-${language}`}.jpg`;
  writeFileSync(path, data, "base64");
  console.log(path);
}
/** One view in every form. */
async function shoot(view) {
  await page.mouse.move(0, 0);
  for (const form of Object.keys(forms)) await shootIn(form, view);
  await page.setViewportSize({ width: 1280, height: 1000 });
}
const closeDialog = () => page.locator("dialog .close").click();

// Another port where that one is taken.
await page.goto(`${server.resolvedUrls.local[0]}?device=wasm`);
await page.locator(".specimen .cut").waitFor();
await shoot("welcome");

await page.locator(".welcome .actions button").nth(1).click();
console.log("The sample photos are indexed…");
await page
  .locator('[data-testid="index-status"][data-phase="ready"]')
  .waitFor({ timeout: 600_000 });
await page
  .locator(
    'section[data-model="tulip-lite"][aria-busy="false"] [data-rank="1"]',
  )
  .waitFor({ state: "attached" });
await shoot("search");

const open = (selector) => page.locator(selector).first().click();

await open(".agreement button");
await page.locator(".movers img").first().waitFor();
await shoot("movers");
await open(".agreement button");

await open(".query-parts > button[aria-expanded]:last-of-type");
await page.locator(".filters").waitFor();
await shoot("filters");
await open(".query-parts > button[aria-expanded]:last-of-type");

await open(".query-memory > button");
await open(".query-memory summary");
await shoot("queries");
await page.keyboard.press("Escape");

await open('section[data-model="clip-lite"] [data-rank="1"]');
await page.locator("dialog img").waitFor();
await shoot("photo");
await page.locator(".why-models > *").first().waitFor();
await page.locator(".why-models").scrollIntoViewIfNeeded();
await shoot("why");
await closeDialog();

await open(".folder-chip");
await page.locator("dialog [data-folder]").waitFor();
await shoot("library");
await closeDialog();

await open(".to-models");
await page.locator("[data-installed]").first().waitFor();
await shoot("models");
await closeDialog();

await open(".to-evaluate");
await page.getByTestId("captions-input").setInputFiles({
  name: "captions.jsonl",
  mimeType: "application/jsonl",
  buffer: Buffer.from(
    queries
      .map(({ target, text }) =>
        JSON.stringify({ photo: target, caption: text }),
      )
      .join("\n"),
  ),
});
await page.getByTestId("report").waitFor({ timeout: 300_000 });
await shoot("evaluate");
await closeDialog();

await page.locator("h1").click();
await page.keyboard.press("?");
await shoot("keys");

await browser.close();
await server.close();
