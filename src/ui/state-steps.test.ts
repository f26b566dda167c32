/** News of the folders change the status, and make a ranking stale where they change what is ranked. */
import { expect, test } from "vitest";
import { photoKey, type RankedPhoto } from "../photo";
import { countsOf, doneOf, folderOf, initialState, phaseOf } from "./app-state";
import {
  after,
  holiday,
  indexing,
  ranked,
  ready,
  result,
  samples,
  started,
} from "./fixtures/states";

test("becoming ready makes the ranking stale in the same step", () => {
  const state = after(ranked(started(indexing(39)), "a dog"), {
    kind: "news",
    news: ready(),
  });
  expect(state.search).toEqual({
    phase: "ranking",
    reason: "changed",
    last: result("a dog"),
  });
});

test("becoming ready overtakes a ranking that is still under way", () => {
  const typed = after(started(indexing(39)), {
    kind: "typed",
    text: "a dog",
  });
  const state = after(typed, { kind: "news", news: ready() });
  expect(
    after(state, {
      kind: "ranked",
      ticket: typed.ticket,
      result: result("a dog"),
    }).search.phase,
  ).toBe("ranking");
});

test("the same ready again changes nothing", () => {
  const state = ranked(started(ready()), "a dog");
  expect(after(state, { kind: "news", news: ready() }).search).toBe(
    state.search,
  );
});

test("progress alone does not disturb a ranking; growth is taken up by a wish of its own", () => {
  const state = after(ranked(started(indexing(3)), "a dog"), {
    kind: "news",
    news: indexing(9),
  });
  expect(state.search.phase).toBe("ranked");
  expect(after(state, { kind: "outgrown" }).search).toMatchObject({
    phase: "ranking",
    reason: "grown",
  });
});

test("growth while a query is being ranked asks for nothing", () => {
  const state = after(started(indexing(3)), { kind: "typed", text: "a dog" });
  expect(after(state, { kind: "outgrown" })).toBe(state);
});

test("a folder more makes the ranking stale and keeps it on screen; a folder less drops it", () => {
  const two = after(ranked(started(ready()), "a dog"), {
    kind: "news",
    news: indexing(0, samples),
  });
  expect(two.search).toEqual({
    phase: "ranking",
    reason: "changed",
    last: result("a dog"),
  });
  expect(two.folders.map(({ folder }) => folder)).toEqual([holiday, samples]);
  const one = after(two, {
    kind: "news",
    news: { phase: "removed", folder: holiday },
  });
  expect(one.search).toEqual({
    phase: "ranking",
    reason: "changed",
    last: null,
  });
  expect(folderOf(one.status)).toEqual(samples);
});

test("text written before there was a folder is ranked as soon as there is one", () => {
  const written = after(initialState, { kind: "typed", text: "a dog" });
  expect(written.search.phase).toBe("idle");
  expect(after(written, { kind: "news", news: indexing(0) }).search.phase).toBe(
    "ranking",
  );
});

test("a folder asked for is at work from the click, until the engine has answered", () => {
  const asked = after(started(ready()), { kind: "folder-asked" });
  expect(phaseOf(asked)).toBe("scanning");
  const other = after(asked, { kind: "news", news: ready(holiday, 39) });
  expect(phaseOf(other)).toBe("scanning");
  const answered = after(
    other,
    { kind: "news", news: indexing(0, samples) },
    { kind: "folder-let-be" },
  );
  expect(phaseOf(answered)).toBe("indexing");
});

test("why a folder could not be had is shown until the next wish", () => {
  const failed = after(started(ready()), {
    kind: "folder-failed",
    failure: { kind: "no-webgpu" },
  });
  expect(phaseOf(failed)).toBe("ready");
  expect(failed.wish).toMatchObject({ failure: { kind: "no-webgpu" } });
  expect(after(failed, { kind: "folder-asked" }).wish.phase).toBe("asked");
});

test("a picker that was closed is no failure, and is forgotten with the next wish", () => {
  const closed = after(started(ready()), { kind: "folder-not-chosen" });
  expect(phaseOf(closed)).toBe("ready");
  expect(closed.wish.phase).toBe("not-chosen");
  expect(after(closed, { kind: "folder-asked" }).wish.phase).toBe("asked");
});

test("samples that went when a folder came are told of until that is heard, those that a person removed are not", () => {
  const news = { phase: "removed", folder: samples } as const;
  const alone = started(ready(samples));
  expect(after(alone, { kind: "news", news }).madeRoom).toBe(false);
  const both = after(alone, { kind: "news", news: indexing(0) });
  const moved = after(both, { kind: "news", news });
  expect(moved.madeRoom).toBe(true);
  expect(after(moved, { kind: "made-room-heard" }).madeRoom).toBe(false);
});

test("an engine that does not start is a failed index", () => {
  const failure = { kind: "no-webgpu" } as const;
  expect(after(initialState, { kind: "start-failed", failure }).status).toEqual(
    { phase: "failed", failure },
  );
});

test("without a folder every count is 0", () => {
  const failed = after(initialState, {
    kind: "start-failed",
    failure: { kind: "no-webgpu" },
  });
  for (const { status } of [initialState, failed]) {
    expect(countsOf(status)).toEqual({
      total: 0,
      encoded: 0,
      unchanged: 0,
      failed: 0,
    });
    expect(folderOf(status)).toBeNull();
  }
  expect(doneOf(ready(holiday, 12))).toBe(12);
});

test("a photo opened stays the same photo when the ranking moves, and goes with its folder", () => {
  const photo: RankedPhoto = {
    key: photoKey("1", "a.jpg"),
    path: "a.jpg",
    folder: holiday,
    modifiedMs: 0,
    rank: 1,
    place: 1,
    score: 0.3,
    width: 4,
    height: 3,
    metadata: {},
    ranks: {},
    scores: {},
  };
  const open = after(ranked(started(ready()), "a dog"), {
    kind: "opened",
    model: "clip-lite",
    photo,
  });
  expect(
    after(open, { kind: "news", news: ready(holiday, 39) }).opened,
  ).toEqual({ model: "clip-lite", photo });
  expect(
    after(open, { kind: "news", news: indexing(0, samples) }).opened?.photo,
  ).toBe(photo);
  expect(
    after(open, {
      kind: "news",
      news: { phase: "removed", folder: holiday },
    }).opened,
  ).toBeNull();
});
