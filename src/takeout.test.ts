import { expect, test } from "vitest";
import { sidecarNames, withSidecar } from "./takeout";

test("a photo's Takeout file goes by many names", () => {
  expect(sidecarNames("IMG_1.jpg")).toEqual([
    "IMG_1.jpg.json",
    "IMG_1.jpg.supplemental-metadata.json",
  ]);
  expect(sidecarNames("IMG_1(2).jpg")).toEqual([
    "IMG_1.jpg(2).json",
    "IMG_1.jpg.supplemental-metadata(2).json",
  ]);
  expect(sidecarNames("IMG_1-edited.jpg")[0]).toBe("IMG_1.jpg.json");
  // Seen in real exports: names are cut to 46 characters before ".json".
  expect(sidecarNames("PXL_20230615_123456789.MP.jpg")[1]).toBe(
    "PXL_20230615_123456789.MP.jpg.supplemental-met.json",
  );
});

const json = JSON.stringify({
  photoTakenTime: { timestamp: "1555555555" },
  geoData: { latitude: 0, longitude: 0 },
  geoDataExif: { latitude: 52.37, longitude: 4.89 },
});

test("a Takeout file gives date and place where the photo has none", () => {
  expect(withSidecar({ camera: "Pixel 7" }, json)).toEqual({
    camera: "Pixel 7",
    takenAt: "2019-04-18T02:45:55Z",
    takenFrom: "takeout",
    place: { latitude: 52.37, longitude: 4.89 },
  });
});

test("what the camera wrote stays", () => {
  const known = {
    takenAt: "2019-04-18T04:45:55+02:00",
    takenFrom: "camera",
  } as const;
  expect(withSidecar(known, json)).toEqual({
    ...known,
    place: { latitude: 52.37, longitude: 4.89 },
  });
});

test("other JSON and damaged JSON add nothing", () => {
  for (const other of ["", "[]", "null", '{"photoTakenTime":{}}', "{"])
    expect(withSidecar({}, other)).toEqual({});
});
