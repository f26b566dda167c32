import { expect, test } from "vitest";
import { leaveOut, sentencesOf } from "./sentences";

const words = (text: string) =>
  sentencesOf(text).map(({ from, to }) => text.slice(from, to));

test("sentences follow each other without gaps, and abbreviations of numbers do not end one", () => {
  const text =
    "A dog runs. It is 3.5 years old! Is that a fence? … Yes, it is.";
  expect(words(text).join("")).toBe(text);
  expect(words(text)).toHaveLength(4);
  expect(words(text)[1]).toBe("It is 3.5 years old! ");
});

test("what stands alone is one sentence, and nothing is none", () => {
  expect(words("a dog on grass")).toEqual(["a dog on grass"]);
  expect(words("")).toEqual([]);
});

test("leaving one out keeps the others as they are", () => {
  const text = "One. Two. Three.";
  const [, second] = sentencesOf(text);
  expect(second && leaveOut(text, second)).toBe("One. Three.");
});
