/** A link brings back the query, whatever is in it, and takes no photo along. */
import { expect, test } from "vitest";
import { photoKey } from "../photo";
import { emptyQuery, type Query } from "../query";
import { linkedIn, linkTo } from "./query-link";

const page = "https://photos.example/?device=wasm";
const query: Query = {
  ...emptyQuery,
  text: 'Straße & "Küste" #1 + 100 %\nund weiter\u{1F42C}',
  budget: 64,
  parts: [{ kind: "text", text: "a fence", weight: -0.5 }],
};
const models = [
  { id: "tulip-lite", title: "TULIP-lite" },
  { id: "mine", title: "Mine & “yours”" },
];

test("a query and the models it is asked of go through a link unchanged", () => {
  const linked = { query, models };
  expect(linkedIn(linkTo(page, linked))).toEqual(linked);
});

test("it is in the fragment alone: a server sees the page's own address", () => {
  const link = new URL(linkTo(page, { query, models }));
  link.hash = "";
  expect(link.href).toBe(page);
});

test("photos and pictures are left out", () => {
  const parts: Query["parts"] = [
    { kind: "photo", key: photoKey("1", "a.jpg"), name: "a.jpg", weight: 1 },
    { kind: "picture", id: "p", name: "b.jpg", weight: 1 },
    ...query.parts,
  ];
  const link = linkTo(page, { query: { ...query, parts }, models });
  expect(link).not.toContain("jpg");
  expect(linkedIn(link)?.query).toEqual(query);
});

test("filters go along, except the folder of this browser", () => {
  const filter = { takenFrom: "2021-05-12", camera: "Pixel 8" };
  const asked: Query = {
    ...query,
    filter: { ...filter, within: "folder-id/" },
    order: "newest",
    strictness: 1.5,
  };
  const link = linkTo(page, { query: asked, models });
  expect(linkedIn(link)?.query).toEqual({ ...asked, filter });
});

test("what is no query is none, and what is wrong in one is left out", () => {
  expect(linkedIn(page)).toBeNull();
  expect(linkedIn(`${page}#query=nonsense`)).toBeNull();
  expect(linkedIn(`${page}#query=${JSON.stringify({ text: 3 })}`)).toBeNull();
  expect(
    linkedIn(`${page}#query=${JSON.stringify({ text: "a", budget: -4 })}`),
  ).toEqual({ query: { ...emptyQuery, text: "a" }, models: [] });
});

test("models that are written wrong, or more than can be compared, are left out", () => {
  const five = Array.from({ length: 5 }, (_, i) => ({
    id: String(i),
    title: "",
  }));
  for (const wrong of ["nonsense", '[{"id":3}]', JSON.stringify(five)])
    expect(linkedIn(`${page}#query={"text":"a"}&models=${wrong}`)).toEqual({
      query: { ...emptyQuery, text: "a" },
      models: [],
    });
});
