import { expect, test } from "vitest";
import {
  kilometresBetween,
  passes,
  typeOf,
  type FilteredPhoto,
} from "./filter";
import { photoKey } from "./photo";
import type { PhotoFilter } from "./query";

const photo: FilteredPhoto = {
  key: photoKey("f1", "2021/Lisbon/a.JPG"),
  width: 4000,
  height: 3000,
  metadata: {
    takenAt: "2021-05-12T14:03:00+01:00",
    camera: "Canon EOS R",
    place: { latitude: 38.7223, longitude: -9.1393 },
  },
};
const bare: FilteredPhoto = { ...photo, metadata: {} };
const fits = (filter: PhotoFilter, which = photo) =>
  passes(filter)?.(which) ?? true;

test("a range of days includes both its ends, by the camera's own clock", () => {
  expect(fits({ takenFrom: "2021-05-12", takenTo: "2021-05-12" })).toBe(true);
  expect(fits({ takenFrom: "2021-05-13" })).toBe(false);
  expect(fits({ takenTo: "2021-05-11" })).toBe(false);
  expect(fits({ takenFrom: "1990-01-01" }, bare)).toBe(false);
  expect(fits({ takenTo: "2100-01-01" }, bare)).toBe(false);
});

test("every filter must hold, and none asks nothing", () => {
  expect(passes({})).toBeNull();
  const filter = {
    shape: "landscape",
    camera: "Canon EOS R",
    type: "JPEG",
    within: "f1/2021/",
  } as const;
  expect(fits(filter)).toBe(true);
  expect(fits({ ...filter, shape: "portrait" })).toBe(false);
  expect(fits({ ...filter, camera: "Pixel 9" })).toBe(false);
  expect(fits({ ...filter, type: "HEIC" })).toBe(false);
  expect(fits({ ...filter, within: "f1/2022/" })).toBe(false);
});

test("a photo is near within so many kilometres, and never without a place", () => {
  const porto = { latitude: 41.1579, longitude: -8.6291 };
  // 274 km by the published distance of the two cities.
  expect(
    kilometresBetween(porto, { latitude: 38.7223, longitude: -9.1393 }),
  ).toBeCloseTo(274, 0);
  expect(fits({ near: { ...porto, km: 280 } })).toBe(true);
  expect(fits({ near: { ...porto, km: 270 } })).toBe(false);
  expect(fits({ near: { ...porto, km: 20_000 } }, bare)).toBe(false);
});

test("a type has one name, however its files end", () => {
  expect(["a.jpg", "b.JPEG", "c.jfif"].map(typeOf)).toEqual(
    Array(3).fill("JPEG"),
  );
  expect(typeOf("d.heif")).toBe("HEIC");
});
