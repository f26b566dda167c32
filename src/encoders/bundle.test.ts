import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import {
  checkAgainst,
  checkGoldenCases,
  checkRevisions,
  filesOfBundle,
  filesOfModel,
  revisedFiles,
} from "./bundle";
import { parseGolden, parseManifest, type Manifest } from "./manifest";
import type { ModelFiles } from "./model-files";

const json = (name: string): unknown =>
  JSON.parse(readFileSync(`public/models/${name}`, "utf8"));
const shipped = parseManifest(json("manifest.json"));
const golden = parseGolden(json(shipped.golden));
const files: ModelFiles = {
  read: async (path) => new Uint8Array(await readFile(`public/models/${path}`)),
};

/** The shipped manifest under other ids. */
const renamed = (change: (spec: object) => object = (spec) => spec): Manifest =>
  parseManifest({
    ...shipped,
    vision: { other: change(shipped.vision["lite0-v1"] ?? {}) },
    models: shipped.models.map((model) => ({
      ...model,
      id: `my-${model.id}`,
      vision: "other",
    })),
  });

test("the shipped models have the revisions that the exporter computed", async () => {
  await expect(
    checkRevisions({ files, manifest: shipped }),
  ).resolves.toBeUndefined();
});

test.each([
  "clip-lite/onnx/vision_model.onnx",
  "clip-lite/onnx/token_table.bin",
  "clip-lite/tokenizer.json",
])("one flipped byte in %s is found, and the file named", async (damaged) => {
  const flipped: ModelFiles = {
    async read(path) {
      const bytes = await files.read(path);
      if (path === damaged) bytes[1000] = (bytes[1000] ?? 0) ^ 1;
      return bytes;
    },
  };
  await expect(
    checkRevisions({ files: flipped, manifest: shipped }),
  ).rejects.toThrow(damaged);
});

test("a model needs its towers, their external data and the tokenizer's two files", () => {
  const [clip] = shipped.models;
  expect(clip && filesOfModel(shipped, clip)).toEqual([
    "clip-lite/onnx/vision_model.onnx",
    "clip-lite/onnx/vision_model_fp16.onnx",
    "clip-lite/onnx/text_model_quantized.onnx",
    "clip-lite/onnx/token_table.bin",
    "clip-lite/tokenizer.json",
    "clip-lite/tokenizer_config.json",
  ]);
  expect(filesOfBundle(shipped)).toEqual(
    expect.arrayContaining([
      "manifest.json",
      "golden.json",
      "clip-lite/onnx/tulip_text_model_quantized.onnx",
    ]),
  );
  expect(revisedFiles(shipped)).toHaveLength(3);
});

test("an id that is installed is refused", () => {
  expect(() => {
    checkAgainst(shipped, [shipped]);
  }).toThrow("“clip-lite” is installed already");
  expect(() => {
    checkAgainst(renamed(), [shipped]);
  }).not.toThrow();
});

test("an image tower of known weights that prepares photos otherwise is refused: vectors would mix", () => {
  expect(() => {
    checkAgainst(
      renamed((spec) => ({ ...spec, mean: [0, 0, 0] })),
      [shipped],
    );
  }).toThrow("prepares photos otherwise");
});

test("a model without golden vectors of its own length is refused: its self-test would test nothing", () => {
  expect(() => {
    checkGoldenCases(shipped, golden);
  }).not.toThrow();
  expect(() => {
    checkGoldenCases(renamed(), golden);
  }).toThrow("golden.json has no golden vector for my-clip-lite");
  expect(() => {
    checkGoldenCases(shipped, { ...golden, photos: [] });
  }).toThrow("no golden vector for lite0-v1");
});
