/** What is said of a reading. */
import { expect, test } from "vitest";
import { clip, tulip, reading } from "./fixtures/rankings";
import { beyondTraining, cutWords, readingWords } from "./reading-words";

test("a reading names the cut, or says that all was read", () => {
  expect(readingWords(clip, reading("clip", 183, 77, 300), false)).toBe(
    "CLIP-lite read 77 of 183 tokens",
  );
  expect(readingWords(tulip, reading("tulip", 183, 183, null), false)).toBe(
    "TULIP-lite read all 183 tokens",
  );
  expect(readingWords(clip, reading("clip", 2, 2, null), true)).toBe(
    "CLIP-lite reads up to 77 tokens",
  );
  expect(readingWords(tulip, undefined, true)).toBe(
    "TULIP-lite reads to the end",
  );
  expect(beyondTraining(tulip, reading("tulip", 300, 300, null))).toBe(
    "52 past the 248 it was trained on",
  );
  expect(beyondTraining(clip, reading("clip", 300, 77, 9))).toBe("");
});

test("the cut is told by the last words before it", () => {
  const text = "a red house by the sea under a grey sky";
  expect(
    cutWords(clip, reading("clip", 90, 77, text.indexOf(" under")), text),
  ).toBe("CLIP-lite stops at token 77 of 90, after “house by the sea”.");
});
