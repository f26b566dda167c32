/** The reducer keeps the promises that people and tests wait on: busy from the keystroke, and never an answer to another question. */
import { describe, expect, test } from "vitest";
import type { ModelInfo } from "../engine/messages";
import { emptyQuery } from "../query";
import { shownResult } from "./app-state";
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
import type { Action } from "./reduce";

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
