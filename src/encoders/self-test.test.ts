import { expect, test } from "vitest";
import { normalize } from "../photo";
import { checkGolden, largestDifference } from "./self-test";

test("the largest difference sees NaN and missing numbers", () => {
  expect(largestDifference([1, 2], [1, 2.5])).toBe(0.5);
  expect(largestDifference([1, NaN, 1], [1, 1, 1])).toBeNaN();
  expect(largestDifference([1], [1, 1])).toBe(Infinity);
});

test.each([
  [[0.6, 0.8], true],
  [[0.6005, 0.7996], true],
  [[0.8, 0.6], false],
])("a tower that answers %j passes: %s", async (answer, passes) => {
  const check = checkGolden(
    "tower",
    "fp32",
    1e-3,
    [{ vector: [0.6, 0.8] }],
    () => Promise.resolve(normalize(Float32Array.from(answer))),
  );
  await (passes
    ? expect(check).resolves.toBeUndefined()
    : expect(check).rejects.toThrow("wrong numbers in fp32"));
});
