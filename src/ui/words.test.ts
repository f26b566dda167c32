/** The page's sentences hold in every case, also the dull ones. */
import { expect, test } from "vitest";
import { tulip } from "./fixtures/rankings";
import { t } from "./language";
import { list, ordinal, pace, timeLeft, waitingWords } from "./words";

test("ordinals keep the teens", () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111, 1042].map(ordinal)).toEqual([
    ...[
      "1st",
      "2nd",
      "3rd",
      "4th",
      "11th",
      "12th",
      "13th",
      "21st",
      "102nd",
      "111th",
      "1,042nd",
    ],
  ]);
});

test("counts and lists read as English", () => {
  expect(t("{{count}} photos", { count: 1 })).toBe("1 photo");
  expect(t("{{count}} photos", { count: 8000 })).toBe("8,000 photos");
  expect(list(["a"])).toBe("a");
  expect(list(["a", "b", "c"])).toBe("a, b and c");
});

test("time left is told in steps that a person plans by, and not at all without a rate", () => {
  expect(timeLeft(100, 0)).toBe("");
  expect(timeLeft(0, 5)).toBe("");
  expect(timeLeft(10, 5)).toBe("a few seconds left");
  expect(timeLeft(100, 3)).toBe("about 40 s left");
  expect(timeLeft(57, 1)).toBe("about 1 min left");
  expect(timeLeft(6760, 12)).toBe("about 9 min left");
  expect(timeLeft(100_000, 12)).toBe("about 2 h 19 min left");
});

test("a slow pace is told in seconds a photo", () => {
  expect(pace(0)).toBe("");
  expect(pace(0.25)).toBe("4.0 s a photo");
  expect(pace(3.21)).toBe("3.2 photos a second");
  expect(pace(31.4)).toBe("31 photos a second");
});

test("a model that waits for its image tower says so", () => {
  expect(waitingWords(tulip, 0, 40)).toBe(
    "TULIP-lite has not seen these photos yet: its image tower must encode them first.",
  );
  expect(waitingWords(tulip, 12, 40)).toBe(
    "TULIP-lite has seen 12 of 40 photos so far.",
  );
  expect(waitingWords(tulip, 40, 40)).toBe("");
});
