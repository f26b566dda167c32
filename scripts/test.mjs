// `npm test`: installs what the tests need, runs everything, and ends with one line of counts.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";

const results = "test-results";
const count = { passed: 0, failed: 0, skipped: 0 };
const python = "modeling/.venv/bin/python";

/** Runs a command; its output is shown as it comes, or, beside others, when it is through. True when it succeeded. */
async function run(beside, command, ...args) {
  const title = `\n> ${[command, ...args].join(" ")}`;
  if (!beside) console.log(title);
  const child = spawn(command, args, {
    stdio: beside ? ["ignore", "pipe", "pipe"] : "inherit",
  });
  const told = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (piece) => told.push(piece));
  const succeeded = await new Promise((resolve) => {
    child.on("error", () => resolve(false));
    child.on("close", (status) => resolve(status === 0));
  });
  if (beside) console.log(`${title}\n${Buffer.concat(told)}`);
  return succeeded;
}

/** A step that the rest depends on: there is no point in going on without it. */
async function need(...command) {
  if (await run(true, ...command)) return;
  console.log(
    `\nCould not run: ${command.join(" ")}\n0 passed, 1 failed, 0 skipped`,
  );
  process.exit(1);
}

/** Checks without tests of their own, one after the other; each counts as one test. */
async function check(...commands) {
  for (const command of commands)
    count[(await run(true, ...command)) ? "passed" : "failed"]++;
}

/** A test runner that leaves counts behind; one that leaves none has failed. */
async function suite(report, read, ...command) {
  const succeeded = await run(false, ...command);
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

/** The packages, and the system's Chromium, else Playwright's own, else Debian's package. */
async function needBrowser() {
  await need("npm", process.env.CI ? "ci" : "install");
  if (process.env.CHROMIUM || existsSync("/usr/bin/chromium")) return;
  if (await run(true, "npx", "playwright", "install", "chromium")) return;
  await need("apt-get", "update");
  await need(
    "apt-get",
    ..."install --yes --no-install-recommends chromium".split(" "),
  );
}

async function needPython() {
  if (!existsSync(python))
    await need("python3", "-m", "venv", "modeling/.venv");
  const install = (words) =>
    need(python, ..."-m pip install --quiet".split(" "), ...words.split(" "));
  // First and by itself, so that nothing else picks another build of it.
  await install("torch==2.13.0");
  await install("--editable modeling[dev]");
  // In a folder of its own: its torchvision would break transformers' import.
  await install(
    "--upgrade --no-deps --target modeling/.venv/reference --requirement modeling/reference-requirements.txt",
  );
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results);
await Promise.all([needBrowser(), needPython()]);
await Promise.all([
  check(
    ["npx", "tsc"],
    ["npx", "eslint", "."],
    ["npx", "prettier", "--check", "."],
  ),
  check(
    [python, "-m", "ruff", "check", "modeling", "e2e"],
    [python, "-m", "ruff", "format", "--check", "modeling", "e2e"],
    [
      python,
      ..."-m mypy --config-file modeling/pyproject.toml modeling/tulip_modeling".split(
        " ",
      ),
    ],
  ),
]);

const vitest = `${results}/unit.json`;
await suite(
  vitest,
  readVitest,
  ..."npx vitest run --reporter=default --reporter=json".split(" "),
  `--outputFile.json=${vitest}`,
);
const pytest = `${results}/python.xml`;
await suite(
  pytest,
  readPytest,
  python,
  ..."-m pytest modeling".split(" "),
  `--junitxml=${pytest}`,
);
await need("npx", "vite", "build");
await suite(
  `${results}/browser.json`,
  readPlaywright,
  ..."npx playwright test --config e2e/playwright.config.ts".split(" "),
);

console.log(
  `\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`,
);
process.exit(count.failed === 0 ? 0 : 1);
