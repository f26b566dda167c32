import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseManifest } from "../encoders/manifest";
import { comparedOf, embedded, towerOf } from "./library";

const manifest = parseManifest(
  JSON.parse(readFileSync("public/models/manifest.json", "utf8")),
);
const files = { read: () => Promise.reject(new Error("nobody reads")) };
const bundle = (id: string, models: readonly string[]) => ({
  id,
  files,
  sizes: {},
  from: null,
  manifest: {
    ...manifest,
    models: manifest.models.flatMap((model, i) =>
      models[i] === undefined ? [] : [{ ...model, id: models[i] }],
    ),
  },
});
const bundles = [
  bundle(embedded, ["clip-lite", "tulip-lite"]),
  bundle("b1", ["mine", "yours"]),
  bundle("b2", ["third"]),
];
const ids = (chosen: readonly string[]) =>
  comparedOf(bundles, chosen).map(({ spec }) => spec.id);

test("the compared models stand in the order in which they were chosen", () => {
  expect(ids(["third", "clip-lite"])).toEqual(["third", "clip-lite"]);
});

test("fewer than two or more than four of the installed ones give the embedded pair", () => {
  const pair = ["clip-lite", "tulip-lite"];
  expect(ids([])).toEqual(pair);
  expect(ids(["third", "removed"])).toEqual(pair);
  expect(ids([...pair, "mine", "yours", "third"])).toEqual(pair);
  expect(ids([...pair, "mine", "third"])).toHaveLength(4);
});

test("one image tower in two bundles is one tower", () => {
  const revisions = comparedOf(bundles, ["clip-lite", "mine"]).map(
    (model) => towerOf(model).revision,
  );
  expect(new Set(revisions).size).toBe(1);
});
