import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import cases from "./fixtures/tokenizer-cases.json";
import { Tokenizer } from "./tokenizer";

const folder = "public/models/clip-lite";
const json = (file: string) =>
  JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as object;
const tokenizer = new Tokenizer(
  json("tokenizer.json"),
  json("tokenizer_config.json"),
);
const endTokenId = 102;

interface Case {
  text: string;
  ids: number[];
  cuts: Record<string, { ids: number[]; offset: number | null }>;
}

describe("against Python's tokenizers", () => {
  test("there are at least 200 strings", () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test.each(
    (cases as Case[]).map((one, i) => [i, one.text.slice(0, 40), one] as const),
  )("ids and cuts of string %i: %j", (_i, _start, { text, ids, cuts }) => {
    expect(tokenizer.read(text, null, endTokenId)).toEqual({
      ids,
      total: ids.length,
      cut: null,
    });
    for (const [context, expected] of Object.entries(cuts)) {
      const read = tokenizer.read(text, Number(context), endTokenId);
      expect(read.ids).toEqual(expected.ids);
      expect(read.cut).toBe(expected.offset);
    }
  });
});

test("a cut text keeps its end token and never exceeds the context", () => {
  const text = "A red bicycle leans against the wall. ".repeat(40);
  for (const context of [3, 20, 77, 248]) {
    const { ids, cut, total } = tokenizer.read(text, context, endTokenId);
    expect(ids).toHaveLength(context);
    expect(ids.at(-1)).toBe(endTokenId);
    expect(total).toBeGreaterThan(context);
    expect(cut).toBeGreaterThan(0);
  }
});

test("a text of exactly the context is not cut", () => {
  const text = "cat ".repeat(75);
  expect(tokenizer.read(text, 77, endTokenId)).toMatchObject({
    total: 77,
    cut: null,
  });
  expect(tokenizer.read(`${text} dog`, 77, endTokenId)).toMatchObject({
    total: 78,
    cut: 75 * 4 - 1,
  });
});
