import { expect, test } from "vitest";
import { exifJpeg } from "../fixtures/exif-jpeg";
import { tagsOf } from "./raw-tags";

/** The TIFF in a JPEG of nothing but Exif; where a pointer is named, its first directory is the one that this leads to. */
function tiffOf(jpeg: ArrayBuffer, pointer?: number): Buffer {
  const tiff = Buffer.from(jpeg.slice(12));
  if (pointer === undefined) return tiff;
  const entries = Array.from({ length: tiff.readUInt16BE(8) }, (_, i) =>
    tiff.subarray(10 + 12 * i, 22 + 12 * i),
  );
  const link = entries.find((entry) => entry.readUInt16BE(0) === pointer);
  tiff.writeUInt32BE(link?.readUInt32BE(8) ?? 0, 4);
  return tiff;
}

function box(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(name, 4);
  return Buffer.concat([head, content]);
}

const source = (...boxes: Buffer[]) => {
  const head = Uint8Array.from(
    Buffer.concat([box("ftyp", Buffer.from("crx \0\0\0\x01crx ")), ...boxes]),
  );
  return { path: "IMG_1.CR3", blob: new Blob([head]), head };
};

const camera = box(
  "CMT1",
  tiffOf(
    exifJpeg([
      [0x0110, "Canon EOS R5"],
      [0x0132, "2021:05:12 14:03:00"],
    ]),
  ),
);
const moment = box(
  "CMT2",
  tiffOf(
    exifJpeg([
      [0x9003, "2021:05:12 14:03:22"],
      [0x9011, "+02:00"],
    ]),
    0x8769,
  ),
);
const place = box(
  "CMT4",
  tiffOf(
    exifJpeg(
      [],
      [
        [1, "S"],
        [2, [33, 51, 30]],
        [3, "E"],
        [4, [151, 12, 36]],
      ],
    ),
    0x8825,
  ),
);

test("a CR3 tells camera, moment and place from three boxes", () => {
  const notes = box("CMT3", Buffer.alloc(100_000, 7));
  const { metadata } = tagsOf(source(camera, moment, notes, place));
  expect(metadata).toMatchObject({
    camera: "Canon EOS R5",
    takenAt: "2021-05-12T14:03:22+02:00",
  });
  expect(metadata.place?.latitude).toBeCloseTo(-33.8583, 3);
  expect(metadata.place?.longitude).toBeCloseTo(151.21, 3);
});

test("a CR3 without some of the boxes tells what is in the others", () => {
  expect(tagsOf(source(camera)).metadata).toEqual({
    camera: "Canon EOS R5",
    takenAt: "2021-05-12T14:03:00",
    takenFrom: "camera",
  });
  expect(tagsOf(source()).metadata).toEqual({});
});
