/** A link brings back the query, whatever is in it, and takes no photo along. */
import { expect, test } from "vitest";
import { photoKey } from "../photo";
import { emptyQuery, type Query } from "../query";
import { linkTo, queryIn } from "./query-link";

const page = "https://photos.example/?device=wasm";
const query: Query = {
  ...emptyQuery,
  text: 'Straße & "Küste" #1 + 100 %\nund weiter\u{1F42C}',
  budget: 64,
  parts: [{ kind: "text", text: "a fence", weight: -0.5 }],
};

test("a query goes through a link unchanged", () => {
  expect(queryIn(linkTo(page, query))).toEqual(query);
});

test("it is in the fragment alone: a server sees the page's own address", () => {
  const link = new URL(linkTo(page, query));
  link.hash = "";
  expect(link.href).toBe(page);
});

test("photos and pictures are left out", () => {
  const parts: Query["parts"] = [
    { kind: "photo", key: photoKey("1", "a.jpg"), name: "a.jpg", weight: 1 },
    { kind: "picture", id: "p", name: "b.jpg", weight: 1 },
    ...query.parts,
  ];
  const link = linkTo(page, { ...query, parts });
  expect(link).not.toContain("jpg");
  expect(queryIn(link)).toEqual(query);
});

test("filters go along, except the folder of this browser", () => {
  const filter = { takenFrom: "2021-05-12", camera: "Pixel 8" };
  const asked: Query = {
    ...query,
    filter: { ...filter, within: "folder-id/" },
    order: "newest",
    strictness: 1.5,
  };
  expect(queryIn(linkTo(page, asked))).toEqual({ ...asked, filter });
});

test("what is no query is none, and what is wrong in one is left out", () => {
  expect(queryIn(page)).toBeNull();
  expect(queryIn(`${page}#query=nonsense`)).toBeNull();
  expect(queryIn(`${page}#query=${JSON.stringify({ text: 3 })}`)).toBeNull();
  expect(
    queryIn(`${page}#query=${JSON.stringify({ text: "a", budget: -4 })}`),
  ).toEqual({ ...emptyQuery, text: "a" });
});
