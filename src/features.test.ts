/** docs/features.md keeps its word: each row names browser tests that exist, or says why there is none. */
import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";

/** The names of the tests in a file; a number in a name may be worked out there. */
function namesIn(file: string): RegExp[] {
  const source = readFileSync(`e2e/${file}`, "utf8");
  return [...source.matchAll(/^ *test\(\s*(["`])(.*?)\1,/gm)].map(
    ([, , name = ""]) =>
      new RegExp(
        name
          .split(/\$\{.*?\}/)
          .map((words) => words.replace(/[^\w\s]/g, "\\$&"))
          .join("\\d+"),
      ),
  );
}

const names = new Map(
  readdirSync("e2e")
    .filter((file) => file.endsWith(".spec.ts"))
    .map((file) => [file.slice(0, -".spec.ts".length), namesIn(file)]),
);

const rows = readFileSync("docs/features.md", "utf8")
  .split("\n")
  .filter((line) => /^\| [NP]?\d/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, number = "", feature = "", here = "", tests = ""]) => ({
    number,
    feature,
    here,
    tests,
  }));

test("every row of the anchors' table is there", () => {
  const numbers = rows.map(({ number }) => Number(number));
  expect(numbers.filter((number) => !Number.isNaN(number))).toEqual(
    Array.from({ length: 33 }, (_, i) => i + 1),
  );
});

test.each(rows)("$number $feature", ({ here, tests }) => {
  expect(here).not.toBe("");
  if (tests.startsWith("no:")) {
    expect(tests.length).toBeGreaterThan("no: ".length);
    return;
  }
  // "file: a name; another name; other-file: a name", and a name may have semicolons of its own.
  const parts = tests.split(/(?:^|; )([\w-]+): /).slice(1);
  expect(parts.length).toBeGreaterThan(0);
  for (let i = 0; i < parts.length; i += 2) {
    const [file = "", named = ""] = parts.slice(i, i + 2);
    const left = (names.get(file) ?? []).reduce(
      (rest, name) => rest.replace(name, ""),
      named,
    );
    expect(left.replaceAll("; ", ""), `${file} has no such test`).toBe("");
  }
});
