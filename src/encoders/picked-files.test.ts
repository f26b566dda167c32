import { zipSync } from "fflate";
import { expect, test } from "vitest";
import type { PickedFolder } from "../photo";
import { openPicked } from "./picked-files";

const bytes = (text: string) => new TextEncoder().encode(text);
const content = {
  "manifest.json": bytes("{}"),
  "onnx/text.onnx": bytes("a graph"),
};

const under = (root: string) =>
  Object.entries(content).map(
    ([path, data]) => [root + path, data] as [string, Uint8Array<ArrayBuffer>],
  );
const listed = (root: string): PickedFolder => ({
  kind: "files",
  name: "export",
  files: under(root).map(([path, data]) => ({
    path,
    file: new File([data], path),
  })),
});
const zipped = (root: string, cut = 0): PickedFolder => {
  const zip = zipSync(Object.fromEntries(under(root)));
  const file = new File([zip.slice(0, zip.length - cut)], "model.zip");
  return { kind: "files", name: "x", files: [{ path: "model.zip", file }] };
};

test.each([
  ["a folder", listed("")],
  ["a folder in a folder", listed("inner/")],
  ["a ZIP", zipped("")],
  ["a ZIP with a folder", zipped("export/")],
])("the files of %s are found beside its manifest", async (_what, picked) => {
  const files = await openPicked(picked);
  expect(await files.sizeOf("onnx/text.onnx")).toBe(7);
  expect(await files.sizeOf("onnx/lost.onnx")).toBeNull();
  expect(new TextDecoder().decode(await files.read("onnx/text.onnx"))).toBe(
    "a graph",
  );
  await expect(files.read("onnx/lost.onnx")).rejects.toThrow(
    "onnx/lost.onnx is missing",
  );
});

test("a ZIP that was cut short is refused by its name", async () => {
  await expect(openPicked(zipped("", 40))).rejects.toThrow(
    "model.zip is damaged or is no ZIP",
  );
});

test("without a manifest there is no model", async () => {
  const picked: PickedFolder = {
    kind: "files",
    name: "Holiday",
    files: [{ path: "a.jpg", file: new File([], "a.jpg") }],
  };
  await expect(openPicked(picked)).rejects.toThrow(
    "manifest.json is not in “Holiday”",
  );
});
