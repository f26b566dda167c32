import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FailureError } from "../failures";
import { parseGolden, parseManifest } from "./manifest";

const shipped = () =>
  JSON.parse(readFileSync("public/models/manifest.json", "utf8")) as Record<
    string,
    unknown
  >;

test("the shipped manifest and golden vectors are accepted", () => {
  const manifest = parseManifest(shipped());
  expect(manifest.models.map(({ id }) => id)).toEqual([
    "clip-lite",
    "tulip-lite",
  ]);
  expect(manifest.models.map(({ text }) => text.context)).toEqual([77, null]);
  const golden = parseGolden(
    JSON.parse(readFileSync(`public/models/${manifest.golden}`, "utf8")),
  );
  for (const { id, dim } of manifest.models) {
    const texts = golden.texts.filter(({ model }) => model === id);
    expect(texts.length).toBeGreaterThan(0);
    for (const { vector } of texts) expect(vector).toHaveLength(dim);
  }
});

test.each([
  [
    "another version",
    (manifest: Record<string, unknown>) => ({ ...manifest, version: 2 }),
    "version",
  ],
  [
    "no models",
    (manifest: Record<string, unknown>) => ({ ...manifest, models: [] }),
    "models",
  ],
  [
    "an image tower that is missing",
    (manifest: Record<string, unknown>) => ({ ...manifest, vision: {} }),
    "image tower",
  ],
  [
    "no golden vectors",
    (manifest: Record<string, unknown>) => ({ ...manifest, golden: undefined }),
    "golden",
  ],
  [
    "one id twice",
    (manifest: Record<string, unknown>) => ({
      ...manifest,
      models: (manifest["models"] as object[]).map((model) => ({
        ...model,
        id: "twice",
      })),
    }),
    "two models have one id",
  ],
  ["something else altogether", () => "<!doctype html>", "the file"],
])("a manifest with %s is refused by name", (_what, change, named) => {
  expect(() => parseManifest(change(shipped()))).toThrow(FailureError);
  expect(() => parseManifest(change(shipped()))).toThrow(named);
});

test.each([
  "../clip.onnx",
  "/clip.onnx",
  "a/../../clip.onnx",
  "https://a/b",
  "a\\b",
])("the path %s is refused: it leaves the model's folder", (path) => {
  expect(() => parseManifest({ ...shipped(), golden: path })).toThrow(
    "no path inside",
  );
});

test.each(["../up", "a/b", "", "__proto__", "a..b", "a b"])(
  "the id “%s” is refused",
  (id) => {
    const manifest = shipped();
    const [model] = manifest["models"] as object[];
    expect(() =>
      parseManifest({ ...manifest, models: [{ ...model, id }] }),
    ).toThrow("an id has letters");
  },
);
