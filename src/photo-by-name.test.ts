import { expect, test } from "vitest";
import { PhotosByName } from "./photo-by-name";

const named = (...paths: string[]) => {
  const names = new PhotosByName<string>();
  for (const path of paths) names.add(path, path);
  return names;
};

test("a photo is found by its name, and by its path where names repeat", () => {
  const names = named("2021/a.jpg", "2022/a.jpg", "b.JPG");
  expect(names.find("images/b.jpg")).toBe("b.JPG");
  expect(names.find("a.jpg")).toBeUndefined();
  expect(names.find("/home/me/2022/a.jpg")).toBe("2022/a.jpg");
  expect(names.find("C:\\photos\\2021\\A.jpg")).toBe("2021/a.jpg");
  expect(names.find("c.jpg")).toBeUndefined();
});

test("the path that agrees furthest is meant, and one that agrees to its end before one that does not", () => {
  const names = named("a.jpg", "2021/a.jpg", "old/2021/a.jpg");
  expect(names.find("a.jpg")).toBe("a.jpg");
  expect(names.find("images/a.jpg")).toBe("a.jpg");
  expect(names.find("2021/a.jpg")).toBe("2021/a.jpg");
  expect(names.find("my/old/2021/a.jpg")).toBe("old/2021/a.jpg");
  expect(named("x/a.jpg", "y/a.jpg").find("z/a.jpg")).toBeUndefined();
});

test("the same photo in two folders is no photo's name", () => {
  const names = new PhotosByName<number>();
  names.add("a.jpg", 1);
  names.add("a.jpg", 2);
  expect(names.find("a.jpg")).toBeUndefined();
});

test("letters with accents are found however they are put together", () => {
  expect(named("caf\u0065\u0301.jpg").find("caf\u00e9.jpg")).toBeDefined();
});
