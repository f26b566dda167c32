import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { exifJpeg } from "./fixtures/exif-jpeg";
import { orFileTime, readTags } from "./photo-metadata";
import { placeWords, takenWords } from "./ui/metadata-words";

const metadataOf = (photo: ArrayBuffer) => readTags(photo).metadata;

const make = 0x010f,
  model = 0x0110,
  taken = 0x9003,
  offset = 0x9011;

test("date, camera and place are read as the camera wrote them", () => {
  const photo = exifJpeg(
    [
      [make, "Canon"],
      [model, "Canon EOS R5"],
      [taken, "2021:05:12 14:03:22"],
      [offset, "+02:00"],
    ],
    [
      [1, "S"],
      [2, [33, 51, 30]],
      [3, "W"],
      [4, [151, 12, 36]],
    ],
  );
  const { place, ...rest } = metadataOf(photo);
  expect(rest).toEqual({
    takenAt: "2021-05-12T14:03:22+02:00",
    takenFrom: "camera",
    camera: "Canon EOS R5",
  });
  expect(place?.latitude).toBeCloseTo(-33.8583, 3);
  expect(place?.longitude).toBeCloseTo(-151.21, 3);
});

test("a maker that does not repeat itself is named too, and a clock never set is no date", () => {
  expect(
    metadataOf(
      exifJpeg([
        [make, "Apple"],
        [model, "iPhone 13"],
        [taken, "0000:00:00 00:00:00"],
      ]),
    ),
  ).toEqual({
    camera: "Apple iPhone 13",
  });
});

test("a date in XMP alone is found, as an attribute and as an element", () => {
  for (const body of [
    '<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreateDate="2020-01-02T03:04:05+01:00"/>',
    '<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/"><exif:DateTimeOriginal>2020-01-02T03:04:05+01:00</exif:DateTimeOriginal></rdf:Description>',
  ]) {
    const packet = `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${body}</rdf:RDF></x:xmpmeta>`;
    const length = packet.length + 2;
    const photo = Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 255]),
      Buffer.from(packet, "latin1"),
      Buffer.from([0xff, 0xd9]),
    ]);
    expect(metadataOf(new Uint8Array(photo).buffer)).toEqual({
      takenAt: "2020-01-02T03:04:05+01:00",
      takenFrom: "camera",
    });
  }
});

test("nought degrees north and east is no place", () => {
  const zero: number[] = [0, 0, 0];
  expect(
    metadataOf(
      exifJpeg(
        [],
        [
          [1, "N"],
          [2, zero],
          [3, "E"],
          [4, zero],
        ],
      ),
    ),
  ).toEqual({});
});

test("no metadata, cut metadata and no photo at all give nothing, and no error", () => {
  const whole = exifJpeg([[model, "A camera with quite a long name"]]);
  expect(metadataOf(whole.slice(0, 40))).toEqual({});
  expect(metadataOf(new ArrayBuffer(0))).toEqual({});
  const sample = readFileSync(
    "public/samples/places/pagoda-above-the-lake.jpg",
  );
  expect(metadataOf(new Uint8Array(sample).buffer)).toEqual({});
});

test("where nothing tells a date, the file's own time stands in and says so", () => {
  const modifiedMs = Date.parse("2020-02-29T23:59:58Z");
  const metadata = orFileTime({ camera: "Leica M3" }, modifiedMs);
  expect(metadata).toMatchObject({ camera: "Leica M3", takenFrom: "file" });
  expect(Date.parse(metadata.takenAt ?? "")).toBe(modifiedMs);
  expect(metadata.takenAt).toMatch(
    /^2020-0[23]-\d\dT\d\d:\d\d:58[+-]\d\d:\d\d$/,
  );
  const known = {
    takenAt: "2019-01-01T00:00:00",
    takenFrom: "camera",
  } as const;
  expect(orFileTime(known, modifiedMs)).toBe(known);
  expect(orFileTime({}, 0)).toEqual({});
});

test("words: the camera's own clock, wherever it is read", () => {
  expect(takenWords("2021-05-12T14:03:22+02:00")).toBe(
    "12 May 2021 at 14:03 (UTC+02:00)",
  );
  expect(takenWords("2021-05-12T14:03:22")).toBe("12 May 2021 at 14:03");
  expect(placeWords({ latitude: -33.85833, longitude: 151.21 })).toBe(
    "33.8583° S, 151.2100° E",
  );
});
