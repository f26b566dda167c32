/** The reducer keeps the promises that people and tests wait on: busy from the keystroke, and never an answer to another question. */
import { describe, expect, test } from "vitest";
import type { FolderStatus, ModelInfo, SearchResult } from "../engine/messages";
import { photoKey, type Folder, type RankedPhoto } from "../photo";
import { emptyQuery } from "../query";
import {
  countsOf,
  doneOf,
  folderOf,
  initialState,
  phaseOf,
  shownResult,
  type AppState,
} from "./app-state";
import { reduce, type Action } from "./reduce";

const holiday: Folder = { id: "1", name: "holiday", kind: "files" };
const samples: Folder = { id: "2", name: "Sample photos", kind: "samples" };
const models: readonly ModelInfo[] = [];

const counts = (encoded: number, unchanged = 0, failed = 0) => ({
  total: 40,
  encoded,
  unchanged,
  failed,
});
const ready = (folder = holiday, encoded = 40): FolderStatus => ({
  phase: "ready",
  folder,
  counts: counts(encoded),
  failures: [],
  device: null,
  elapsedMs: 1,
  notice: null,
});
const indexing = (encoded: number, folder = holiday): FolderStatus => ({
  phase: "indexing",
  folder,
  counts: counts(encoded),
  failures: [],
  device: null,
  current: "a.jpg",
  photosPerSecond: 1,
  pass: { at: 0, of: 1 },
});
const result = (text: string): SearchResult => ({
  search: 1,
  query: { ...emptyQuery, text },
  rankings: [],
  searched: 40,
  agreements: [],
});

const after = (state: AppState, ...actions: Action[]) =>
  actions.reduce(reduce, state);
const started = (status: FolderStatus) =>
  after(initialState, {
    kind: "started",
    started: { models, folders: [status] },
  });
/** Types and answers at once. */
const ranked = (state: AppState, text: string) => {
  const typed = after(state, { kind: "typed", text });
  return after(typed, {
    kind: "ranked",
    ticket: typed.ticket,
    result: result(text),
  });
};

test("other models make the ranking stale and keep it on screen meanwhile", () => {
  const model = (id: string): ModelInfo => ({
    id,
    title: id,
    family: "clip",
    origin: "",
    licence: "",
    languages: ["en"],
    context: 77,
    trainedContext: 77,
  });
  const before = ranked(started(ready()), "a dog");
  const compared = {
    kind: "compared",
    models: [model("a"), model("b")],
  } as const;
  const state = after(before, compared);
  expect(state.search).toEqual({
    phase: "ranking",
    reason: "changed",
    last: result("a dog"),
  });
  expect(state.ticket).toBe(before.ticket + 1);
  expect(after(state, { ...compared, models: [...compared.models] })).toBe(
    state,
  );
});

describe("typing", () => {
  test("a keystroke makes the ranking busy in the same step, and keeps the last one on screen", () => {
    const state = after(ranked(started(ready()), "a dog"), {
      kind: "typed",
      text: "a dog on",
    });
    expect(state.search).toEqual({
      phase: "ranking",
      reason: "typed",
      last: result("a dog"),
    });
  });

  test("an answer to an older query is dropped", () => {
    const first = after(started(ready()), { kind: "typed", text: "a dog" });
    const second = after(first, { kind: "typed", text: "a dog on" });
    const late = after(second, {
      kind: "ranked",
      ticket: first.ticket,
      result: result("a dog"),
    });
    expect(late).toBe(second);
    expect(
      after(second, {
        kind: "search-failed",
        ticket: first.ticket,
        failure: { kind: "no-webgpu" },
      }),
    ).toBe(second);
  });

  test("typing back the same text asks again rather than trusting what is on screen", () => {
    const state = after(
      ranked(started(ready()), "a dog"),
      { kind: "typed", text: "a do" },
      { kind: "typed", text: "a dog" },
    );
    expect(state.search.phase).toBe("ranking");
  });

  test("blank text is not ranked and shows nothing", () => {
    const state = after(ranked(started(ready()), "a dog"), {
      kind: "typed",
      text: " \n",
    });
    expect(state.search).toEqual({ phase: "idle" });
    expect(shownResult(state.search)).toBeNull();
  });

  test("a failed search keeps what was on screen", () => {
    const typed = after(ranked(started(ready()), "a dog"), {
      kind: "typed",
      text: "a cat",
    });
    const failure = { kind: "unexpected", reason: "x" } as const;
    expect(
      after(typed, { kind: "search-failed", ticket: typed.ticket, failure })
        .search,
    ).toEqual({
      phase: "failed",
      failure,
      last: result("a dog"),
    });
  });

  test("another budget asks for another ranking at once, and a reading within the old one is dropped", () => {
    const before = ranked(started(ready()), "a dog");
    const state = after(before, {
      kind: "refined",
      refine: (query) => ({ ...query, budget: 16 }),
    });
    expect(state.query).toEqual({ ...emptyQuery, text: "a dog", budget: 16 });
    expect(state.search).toMatchObject({ phase: "ranking", reason: "wished" });
    const read = { text: "a dog", budget: null, readings: [] };
    expect(after(state, { kind: "read", read })).toBe(state);
  });

  test("a reading of another text is dropped", () => {
    const state = after(started(ready()), { kind: "typed", text: "a dog" });
    expect(
      after(state, {
        kind: "read",
        read: { text: "a", budget: null, readings: [] },
      }).read,
    ).toBeNull();
    expect(
      after(state, {
        kind: "read",
        read: { text: "a dog", budget: null, readings: [] },
      }).read?.text,
    ).toBe("a dog");
  });
});

describe("the index's status", () => {
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
    expect(
      after(written, { kind: "news", news: indexing(0) }).search.phase,
    ).toBe("ranking");
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
      failure: { kind: "other-tab" },
    });
    expect(phaseOf(failed)).toBe("ready");
    expect(failed.wish).toMatchObject({ failure: { kind: "other-tab" } });
    expect(after(failed, { kind: "folder-asked" }).wish.phase).toBe("asked");
  });

  test("an engine that does not start is a failed index", () => {
    const failure = { kind: "no-webgpu" } as const;
    expect(
      after(initialState, { kind: "start-failed", failure }).status,
    ).toEqual({ phase: "failed", failure });
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
});

describe("sample paragraphs", () => {
  const offered: Action = { kind: "sample-offered", text: "a long paragraph" };

  test("the first is written into an untouched box and ranked", () => {
    const state = after(started(indexing(0, samples)), offered);
    expect(state.query.text).toBe("a long paragraph");
    expect(state.search).toMatchObject({ phase: "ranking", reason: "wished" });
  });

  test("never over a person's words, not even when they emptied the box", () => {
    const state = after(started(ready(samples)), { kind: "typed", text: "" });
    expect(after(state, offered)).toBe(state);
  });

  test("they leave with the sample photos; a person's words stay", () => {
    const own: Action[] = [
      { kind: "news", news: indexing(0, holiday) },
      { kind: "news", news: { phase: "removed", folder: samples } },
    ];
    expect(after(started(ready(samples)), offered, ...own)).toMatchObject({
      query: emptyQuery,
      author: "nobody",
    });
    expect(
      after(started(ready(samples)), { kind: "typed", text: "a dog" }, ...own)
        .query.text,
    ).toBe("a dog");
  });
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
