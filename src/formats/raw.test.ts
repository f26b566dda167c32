import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { jpegSize } from "./jpeg-size";
import { isRaw, rawPreview } from "./raw";
import { tagsOf } from "./raw-tags";

const sample = new Uint8Array(
  readFileSync("public/samples/places/palace-by-the-water.jpg"),
);
const size = jpegSize(sample, 0);

/** Bytes one after the other. */
const joined = (...parts: readonly (Uint8Array | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

test("a JPEG's size is found behind its tables and its metadata", () => {
  expect(size?.width).toBeGreaterThan(512);
  expect(jpegSize(sample.subarray(0, 100), 0)).toBeNull();
  expect(jpegSize(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), 0)).toBeNull();
});

test("the largest JPEG of a RAW file is taken, wherever it lies", async () => {
  const noise = [1, 2, 0xff, 0xd8, 0xff, 0xc3, 0, 3];
  const preview = rawPreview(joined(noise, sample, noise), 6);
  expect(preview).toMatchObject(size ?? {});
  const bytes = new Uint8Array((await preview?.blob.arrayBuffer()) ?? []);
  expect(jpegSize(bytes, 0)).toEqual(size);
  // It knows of no rotation itself, so it is given the RAW file's.
  const exif = new TextDecoder("latin1").decode(bytes.subarray(0, 40));
  expect(exif).toContain("Exif");
  expect(bytes[31]).toBe(6);
});

test("a RAW file without a large enough JPEG has no preview", () => {
  // The frame header is the only place where the size is written: 160 x 120.
  const small = sample.slice();
  const frame = small.findIndex(
    (byte, i) => byte === 0xff && [0xc0, 0xc2].includes(small[i + 1] ?? 0),
  );
  small.set([0, 120, 0, 160], frame + 5);
  expect(rawPreview(joined([0, 0], small), 1)).toBeNull();
  expect(rawPreview(new Uint8Array(100), 1)).toBeNull();
});

test("RAW files go by their names", () => {
  expect(["a.DNG", "b/c.cr3", "d.RAF"].every(isRaw)).toBe(true);
  expect(["a.jpg", "dng", "a.dng.jpg"].some(isRaw)).toBe(false);
});

test("a Fujifilm file that ends within its header has no tags, and stops nothing", () => {
  const head = new Uint8Array(Buffer.from("FUJIFILMCCD-RAW 0201FF"));
  const { metadata } = tagsOf({ path: "a.raf", blob: new Blob([head]), head });
  expect(metadata).toEqual({});
});
