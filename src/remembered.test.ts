/** What is remembered is what a person would look for again. */
import { expect, test } from "vitest";
import { emptyQuery } from "./query";
import { nothingRemembered, remember, type Remembering } from "./remembered";

const query = (text: string, budget: number | null = null) => ({
  ...emptyQuery,
  text,
  budget,
});
const after = (...changes: Remembering[]) =>
  changes.reduce(remember, nothingRemembered);
const asked = (text: string): Remembering => ({
  kind: "asked",
  query: query(text),
});
const texts = (queries: readonly { text: string }[]) =>
  queries.map(({ text }) => text);

test("the newest query comes first, and none twice", () => {
  const { recent } = after(asked("a dog"), asked("a cat"), asked("a dog"));
  expect(texts(recent)).toEqual(["a dog", "a cat"]);
});

test("typing on replaces the beginning, another budget does not", () => {
  expect(texts(after(asked("a dog"), asked("a dog on grass")).recent)).toEqual([
    "a dog on grass",
  ]);
  const { recent } = after(asked("a dog"), {
    kind: "asked",
    query: query("a dog on grass", 16),
  });
  expect(recent).toHaveLength(2);
});

test("a blank query is not worth remembering, and old ones are let go", () => {
  expect(after(asked(" ")).recent).toEqual([]);
  const many = Array.from({ length: 40 }, (_, i) =>
    asked(`query ${String(i)}`),
  );
  expect(after(...many).recent).toHaveLength(30);
});

test("saved queries stay when the recent ones are cleared, until each is forgotten", () => {
  const save: Remembering = { kind: "save", query: query("a dog") };
  const cleared = after(asked("a cat"), save, save, { kind: "forget-recent" });
  expect(cleared.recent).toEqual([]);
  expect(texts(cleared.saved)).toEqual(["a dog"]);
  expect(
    remember(cleared, { kind: "forget-saved", query: query("a dog") }).saved,
  ).toEqual([]);
});
