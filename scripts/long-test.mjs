// `npm run test:long`: 20,000 photos and 20 kills with a tiny image tower, then 500 and 3 with the embedded one. Each run's
// numbers go to docs/long-test.json as soon as it is through, with commit and machine. Before them, the browser tests marked @long.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";

const numbers = "test-results/account.json";
const runs = [
  {
    ACCOUNT_TOWER: "tiny",
    ACCOUNT_PHOTOS: process.env.ACCOUNT_PHOTOS ?? "20000",
    ACCOUNT_KILLS: process.env.ACCOUNT_KILLS ?? "20",
  },
  { ACCOUNT_TOWER: "embedded", ACCOUNT_PHOTOS: "500", ACCOUNT_KILLS: "3" },
];

function run(command, env = {}) {
  const { status } = spawnSync("npx", command.split(" "), {
    stdio: "inherit",
    env: { ...process.env, ...env, ACCOUNT_REPORT: numbers },
  });
  if (status !== 0) process.exit(status ?? 1);
}

const git = (...words) => execFileSync("git", words, { encoding: "utf8" });
const result = {
  commit: git("rev-parse", "HEAD").trim(),
  clean: git("status", "--porcelain").trim() === "",
  startedAt: new Date().toISOString(),
  machine: {
    processor: cpus()[0]?.model,
    cores: cpus().length,
    memoryBytes: totalmem(),
    system: `${process.platform} ${release()}`,
    node: process.version,
  },
  runs: [],
};
run("vite build");
// Those of the browser tests that take too long for every day.
run("playwright test --config e2e/playwright.config.ts --grep @long", {
  LONG: "1",
});
for (const env of runs) {
  run("playwright test --config e2e/playwright.config.ts account.spec.ts", env);
  result.runs.push(JSON.parse(readFileSync(numbers, "utf8")));
  writeFileSync("docs/long-test.json", `${JSON.stringify(result, null, 2)}\n`);
}
console.log(result);
