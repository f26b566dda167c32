/** What is said of a photo's places. */
import { expect, test } from "vitest";
import { models, rankings } from "./fixtures/rankings";
import { placesWords, shiftMark, shiftWords } from "./ranking-words";

test("rank shifts have a mark and words", () => {
  expect(shiftMark(12)).toBe("▲ 12");
  expect(shiftMark(-3)).toBe("▼ 3");
  expect(shiftMark(0)).toBe("=");
  expect(shiftWords(1, "CLIP-lite")).toBe("1 place higher than for CLIP-lite");
  expect(shiftWords(-3, "CLIP-lite")).toBe("3 places lower than for CLIP-lite");
});

test("a photo's places name the other model", () => {
  const [, underTulip] = rankings("abc", "cab");
  const [photo] = underTulip?.ranked ?? [];
  expect(photo && placesWords(photo, "tulip", models)).toBe(
    "1st here, 3rd for CLIP-lite",
  );
});
