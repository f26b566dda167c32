/** The summary holds in every case, also the dull ones. */
import { expect, test } from "vitest";
import { models, rankings, reading } from "./fixtures/rankings";
import { summaryWords } from "./summary-words";

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

test("a model that has seen no photo is left out of the summary", () => {
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
