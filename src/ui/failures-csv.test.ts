import { expect, test } from "vitest";
import { failuresCsv } from "./failures-csv";

test("one line a failure, quoted where a name has commas, quotes or line breaks", () => {
  const paths = ["a.jpg", 'say "hi", you.jpg', "two\nlines.jpg"];
  const csv = failuresCsv(
    paths.map((path) => ({ kind: "corrupt-photo", path })),
    ({ path }) => `${path} is damaged`,
  );
  expect(csv).toBe(
    "\ufeffpath,kind,reason\r\n" +
      "a.jpg,corrupt-photo,a.jpg is damaged\r\n" +
      '"say ""hi"", you.jpg",corrupt-photo,"say ""hi"", you.jpg is damaged"\r\n' +
      '"two\nlines.jpg",corrupt-photo,"two\nlines.jpg is damaged"\r\n',
  );
});

test("a name that begins like a formula stays text", () => {
  const csv = failuresCsv(
    [{ kind: "empty-photo", path: "=cmd.jpg" }],
    () => "",
  );
  expect(csv).toContain("\r\n'=cmd.jpg,");
});
