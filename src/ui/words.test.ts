/** The page's sentences hold in every case, also the dull ones. */
import { expect, test } from "vitest";
import type { ModelInfo } from "../engine/messages";
import { photoKey, type RankedPhoto } from "../photo";
import { t } from "./language";
import { list, ordinal, pace, timeLeft, waitingWords } from "./words";
import { beyondTraining, cutWords, readingWords } from "./reading-words";
import { placesWords, shiftMark, shiftWords } from "./ranking-words";
import { summaryWords } from "./summary-words";

const model = (
  id: string,
  title: string,
  context: number | null,
  trainedContext: number,
): ModelInfo => ({
  id,
  title,
  family: id,
  origin: "trained by this project",
  licence: "MIT",
  languages: ["en"],
  context,
  trainedContext,
});
const clip = model("clip", "CLIP-lite", 77, 77);
const tulip = model("tulip", "TULIP-lite", null, 248);
const models = [clip, tulip];

/** Two rankings of the photos named a, b, c ... by one letter each. */
function rankings(underClip: string, underTulip: string) {
  const orders: Record<string, string> = { clip: underClip, tulip: underTulip };
  return models.map(({ id }) => ({
    model: id,
    searched: underClip.length,
    length: underClip.length,
    matches: underClip.length,
    passed: underClip.length,
    answered: true,
    ranked: Array.from(orders[id] ?? "").map((letter, at): RankedPhoto => ({
      key: photoKey("f", letter),
      path: letter,
      folder: { id: "f", name: "Holiday", kind: "files" },
      modifiedMs: 0,
      metadata: {},
      rank: at + 1,
      place: at + 1,
      score: 1 - at / 100,
      width: 4,
      height: 3,
      ranks: {
        clip: underClip.indexOf(letter) + 1,
        tulip: underTulip.indexOf(letter) + 1,
      },
      scores: {},
    })),
  }));
}
const reading = (
  id: string,
  tokens: number,
  read: number,
  cut: number | null,
) => ({ model: id, tokens, read, cut, beyond: null });

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

test("the summary says who read more, and what that changed", () => {
  expect(
    summaryWords({
      models,
      rankings: rankings("abcdefghijkl", "klabcdefghij"),
      readings: [
        reading("clip", 183, 77, 300),
        reading("tulip", 183, 183, null),
      ],
    }),
  ).toBe(
    "TULIP-lite read 106 tokens more; 2 of its top 10 are not in CLIP-lite’s.",
  );
});

test("the summary stays true when nothing was cut and nothing differs", () => {
  const readings = [
    reading("clip", 12, 12, null),
    reading("tulip", 12, 12, null),
  ];
  expect(
    summaryWords({ models, rankings: rankings("abc", "abc"), readings }),
  ).toBe(
    "Both CLIP-lite and TULIP-lite read all 12 tokens; their top 3 hold the same photos, in the same order.",
  );
  expect(
    summaryWords({
      models,
      rankings: rankings("abcdefghijk", "bcdefghijka"),
      readings,
    }),
  ).toBe(
    "Both CLIP-lite and TULIP-lite read all 12 tokens; 1 of TULIP-lite’s top 10 is not in CLIP-lite’s.",
  );
});

test("the summary leaves out readings of another text, and says nothing of no photos", () => {
  expect(
    summaryWords({ models, rankings: rankings("ab", "ba"), readings: [] }),
  ).toBe("Their top 2 hold the same photos, in another order.");
  expect(
    summaryWords({ models, rankings: rankings("", ""), readings: [] }),
  ).toBe("");
});

test("a model that waits for its image tower says so, and is left out of the summary", () => {
  expect(waitingWords(tulip, 0, 40)).toBe(
    "TULIP-lite has not seen these photos yet: its image tower must encode them first.",
  );
  expect(waitingWords(tulip, 12, 40)).toBe(
    "TULIP-lite has seen 12 of 40 photos so far.",
  );
  expect(waitingWords(tulip, 40, 40)).toBe("");
  const readings = [
    reading("clip", 90, 77, 50),
    reading("tulip", 90, 90, null),
  ];
  expect(
    summaryWords({ models, rankings: rankings("abc", ""), readings }),
  ).toBe("CLIP-lite read 77 of 90 tokens.");
});

test("one model alone is summed up by what it read", () => {
  const [underClip] = rankings("abc", "abc");
  expect(
    summaryWords({
      models,
      rankings: underClip ? [underClip] : [],
      readings: [reading("clip", 90, 77, 50)],
    }),
  ).toBe("CLIP-lite read 77 of 90 tokens.");
});
