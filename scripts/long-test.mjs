// `npm run test:long`: 20,000 photos and 20 kills; the numbers, with commit and machine, go to docs/long-test.json.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";

const numbers = "test-results/account.json";
const run = (...command) => {
  const { status } = spawnSync("npx", command, {
    stdio: "inherit",
    env: {
      ACCOUNT_PHOTOS: "20000",
      ACCOUNT_KILLS: "20",
      ...process.env,
      ACCOUNT_REPORT: numbers,
    },
  });
  if (status !== 0) process.exit(status ?? 1);
};
run("vite", "build");
run(
  "playwright",
  "test",
  "--config",
  "e2e/playwright.config.ts",
  "account.spec.ts",
);
const git = (...words) => execFileSync("git", words, { encoding: "utf8" });
const result = {
  commit: git("rev-parse", "HEAD").trim(),
  clean: git("status", "--porcelain").trim() === "",
  machine: {
    processor: cpus()[0]?.model,
    cores: cpus().length,
    memoryBytes: totalmem(),
    system: `${process.platform} ${release()}`,
    node: process.version,
  },
  ...JSON.parse(readFileSync(numbers, "utf8")),
};
writeFileSync("docs/long-test.json", `${JSON.stringify(result, null, 2)}\n`);
console.log(result);
