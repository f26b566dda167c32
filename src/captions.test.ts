import { expect, test } from "vitest";
import { PhotoNames, readCaptions } from "./captions";
import { FailureError } from "./failures";

const pair = { photo: "a/b.jpg", text: 'A dog, "brown", runs.' };

test("captions are read from CSV with and without a header, and from JSON lines", () => {
  const quoted = '"A dog, ""brown"", runs."';
  expect(readCaptions(`Image,Caption\na/b.jpg,${quoted}\n`, "c.csv")).toEqual([
    pair,
  ]);
  expect(readCaptions(`id,caption,path\n7,${quoted},a/b.jpg`, "c.csv")).toEqual(
    [pair],
  );
  expect(readCaptions(`a/b.jpg,${quoted}`, "c.csv")).toEqual([pair]);
  expect(readCaptions("a.jpg;A dog\nb.jpg;A cat", "c.csv")).toEqual([
    { photo: "a.jpg", text: "A dog" },
    { photo: "b.jpg", text: "A cat" },
  ]);
  expect(
    readCaptions(
      `${JSON.stringify({ image: pair.photo, caption: pair.text })}\n\n`,
      "c.jsonl",
    ),
  ).toEqual([pair]);
});

test("a file without captions is refused by name", () => {
  expect(() => readCaptions("", "c.csv")).toThrow(FailureError);
  expect(() => readCaptions('{"photo": "a"}\nnonsense', "c.jsonl")).toThrow(
    /c\.jsonl.*line 2/,
  );
});

test("a photo is found by its name, and by its path where names repeat", () => {
  const names = new PhotoNames<number>();
  names.add("2021/a.jpg", 1);
  names.add("2022/a.jpg", 2);
  names.add("b.JPG", 3);
  expect(names.find("images/b.jpg")).toBe(3);
  expect(names.find("a.jpg")).toBeUndefined();
  expect(names.find("/home/me/2022/a.jpg")).toBe(2);
  expect(names.find("c.jpg")).toBeUndefined();
});
