// `npm test`: installs what the tests need, runs everything, and ends with one line of counts.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";

const results = "test-results";
const count = { passed: 0, failed: 0, skipped: 0 };
const python = "modeling/.venv/bin/python";

/** Runs a command with its output shown; true when it succeeded. */
function run(command, ...args) {
  console.log(`\n> ${[command, ...args].join(" ")}`);
  return spawnSync(command, args, { stdio: "inherit" }).status === 0;
}

/** A step that the rest depends on: there is no point in going on without it. */
function need(...command) {
  if (run(...command)) return;
  console.log(
    `\nCould not run: ${command.join(" ")}\n0 passed, 1 failed, 0 skipped`,
  );
  process.exit(1);
}

/** A check without tests of its own counts as one test. */
function check(...command) {
  count[run(...command) ? "passed" : "failed"]++;
}

/** A test runner that leaves counts behind; one that leaves none has failed. */
function suite(report, read, ...command) {
  const succeeded = run(...command);
  const counts = existsSync(report)
    ? read(readFileSync(report, "utf8"))
    : { passed: 0, failed: 0, skipped: 0 };
  if (!succeeded && counts.failed === 0) counts.failed = 1;
  for (const kind of Object.keys(count)) count[kind] += counts[kind];
}

function readVitest(text) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } =
    JSON.parse(text);
  return {
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  };
}

function readPytest(text) {
  const total = (name) =>
    Number(
      new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(text)?.[1] ?? 0,
    );
  const [failed, skipped] = [
    total("failures") + total("errors"),
    total("skipped"),
  ];
  return { passed: total("tests") - failed - skipped, failed, skipped };
}

function readPlaywright(text) {
  const { expected, unexpected, flaky, skipped } = JSON.parse(text).stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}

/** The system's Chromium, else Playwright's own, else Debian's package. */
function needChromium() {
  if (process.env.CHROMIUM || existsSync("/usr/bin/chromium")) return;
  if (run("npx", "playwright", "install", "chromium")) return;
  need("apt-get", "update");
  need("apt-get", "install", "--yes", "--no-install-recommends", "chromium");
}

function needPython() {
  if (!existsSync(python)) need("python3", "-m", "venv", "modeling/.venv");
  // First and by itself, so that nothing else picks another build of it.
  need(python, "-m", "pip", "install", "--quiet", "torch==2.13.0");
  need(
    python,
    "-m",
    "pip",
    "install",
    "--quiet",
    "--editable",
    "modeling[dev]",
  );
  // In a folder of its own: its torchvision would break transformers' import.
  need(
    python,
    "-m",
    "pip",
    "install",
    "--quiet",
    "--upgrade",
    "--no-deps",
    "--target",
    "modeling/.venv/reference",
    "--requirement",
    "modeling/reference-requirements.txt",
  );
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results);
need("npm", process.env.CI ? "ci" : "install");
needPython();
needChromium();

check("npx", "tsc");
check("npx", "eslint", ".");
check("npx", "prettier", "--check", ".");
check(python, "-m", "ruff", "check", "modeling", "e2e");
check(python, "-m", "ruff", "format", "--check", "modeling", "e2e");
check(
  python,
  "-m",
  "mypy",
  "--config-file",
  "modeling/pyproject.toml",
  "modeling/tulip_modeling",
);

const vitest = `${results}/unit.json`;
suite(
  vitest,
  readVitest,
  "npx",
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${vitest}`,
);
const pytest = `${results}/python.xml`;
suite(
  pytest,
  readPytest,
  python,
  "-m",
  "pytest",
  "modeling",
  `--junitxml=${pytest}`,
);
need("npx", "vite", "build");
suite(
  `${results}/browser.json`,
  readPlaywright,
  "npx",
  "playwright",
  "test",
  "--config",
  "e2e/playwright.config.ts",
);

console.log(
  `\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`,
);
process.exit(count.failed === 0 ? 0 : 1);
