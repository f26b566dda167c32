/** Browser tests: the built app, a real Chromium, real photos. `npm test` builds first. */
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const debian = "/usr/bin/chromium";

/** CHROMIUM names a browser; else Debian's, else the one that Playwright installed. */
export const executablePath =
  process.env["CHROMIUM"] ?? (existsSync(debian) ? debian : undefined);

/** Root in a container has no sandbox; the other flags give WebGPU on SwiftShader, an emulated adapter on the processor. */
export const chromiumArgs = [
  "--no-sandbox",
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--enable-features=Vulkan",
  "--disable-background-networking",
  "--no-first-run",
  // Optimising ONNX Runtime's code takes longer than a test runs it, but for the long run; the numbers are the same.
  ...(process.env["ACCOUNT_REPORT"] ? [] : ["--js-flags=--liftoff-only"]),
];

/** PORT lets two runs go on at once. */
export const port = Number(process.env["PORT"] ?? 4273);

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  workers: 1,
  // What takes long and seldom breaks is for `npm run test:long`.
  ...(process.env["LONG"] ? {} : { grepInvert: /@long/ }),
  // Several times what they take: a busy machine is no defect of the app's.
  timeout: 300_000,
  expect: { timeout: 90_000 },
  reporter: [
    ["list"],
    ["json", { outputFile: "../test-results/browser.json" }],
  ],
  use: {
    baseURL: `http://127.0.0.1:${String(port)}`,
    launchOptions: {
      args: chromiumArgs,
      ...(executablePath ? { executablePath } : {}),
    },
    // It would store the whole app for every test, and answer in place of what a test puts in its way.
    serviceWorkers: "block",
    trace: "off",
    screenshot: "only-on-failure",
  },
  webServer: {
    command: `npx vite preview --port ${String(port)} --strictPort --host 127.0.0.1`,
    cwd: "..",
    url: `http://127.0.0.1:${String(port)}`,
    reuseExistingServer: false,
  },
});
