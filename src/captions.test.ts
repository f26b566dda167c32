import { expect, test } from "vitest";
import { readCaptions, textOf } from "./captions";
import { FailureError } from "./failures";

const pair = { photo: "a/b.jpg", text: 'A dog, "brown", runs.' };
const quoted = '"A dog, ""brown"", runs."';
const read = (content: string, name = "c.csv") =>
  readCaptions(content, name).captions;

test("captions are read from CSV with and without a header, and from JSON lines", () => {
  expect(read(`Image,Caption\na/b.jpg,${quoted}\n`)).toEqual([pair]);
  expect(read(`id,caption,path\n7,${quoted},a/b.jpg`)).toEqual([pair]);
  expect(read(`a/b.jpg,${quoted}`)).toEqual([pair]);
  expect(read("a.jpg;A dog\nb.jpg;A cat")).toEqual([
    { photo: "a.jpg", text: "A dog" },
    { photo: "b.jpg", text: "A cat" },
  ]);
  const line = JSON.stringify({ image: pair.photo, caption: pair.text });
  expect(read(`${line}\n\n`, "c.jsonl")).toEqual([pair]);
});

test("a mark at the start, other ends of lines and other encodings change nothing", () => {
  const csv = `\uFEFFimage,caption\r\n\r\na/b.jpg,${quoted}\r\nc.jpg,Ein Mädchen\r\n`;
  const both = [pair, { photo: "c.jpg", text: "Ein Mädchen" }];
  expect(read(csv)).toEqual(both);
  const lines = both.map(({ photo, text }) => JSON.stringify({ photo, text }));
  expect(read(`\uFEFF${lines.join("\r\n")}\r\n`)).toEqual(both);
  const bytes = {
    utf8: Buffer.from(csv),
    utf16: Buffer.from(csv, "utf16le"),
    windows: Buffer.from(csv.slice(1), "latin1"),
  };
  for (const [name, saved] of Object.entries(bytes))
    expect(read(textOf(Uint8Array.from(saved).buffer)), name).toEqual(both);
});

test("a caption keeps its commas, its lines and its quotation marks", () => {
  const [text] = ["A dog, brown, runs"];
  const dog = [{ photo: "a.jpg", text }];
  expect(read(`image,caption\na.jpg,${text}\n`)).toEqual(dog);
  expect(read(`a.jpg,${text}`)).toEqual(dog);
  expect(read(`image,caption\na.jpg, "${text}"\n`)).toEqual(dog);
  expect(read('a.jpg,"one\ntwo"\nb.jpg,A "red" dog')).toEqual([
    { photo: "a.jpg", text: "one\ntwo" },
    { photo: "b.jpg", text: 'A "red" dog' },
  ]);
  expect(read('a.jpg,"A "red" dog"\nb.jpg,x')).toEqual([
    { photo: "a.jpg", text: 'A "red" dog' },
    { photo: "b.jpg", text: "x" },
  ]);
});

test("the lists of Flickr8k and Flickr30k and lists of captions are read as they come", () => {
  expect(read('a.jpg#0\t"Two dogs" run, and jump\na.jpg#1\tA dog\n')).toEqual([
    { photo: "a.jpg", text: '"Two dogs" run, and jump' },
    { photo: "a.jpg", text: "A dog" },
  ]);
  expect(
    read("image_name| comment_number| comment\na.jpg| 0| Two, x , y"),
  ).toEqual([{ photo: "a.jpg", text: "Two, x , y" }]);
  const record = { file_name: "a.jpg", captions: ["A dog", "A cat"] };
  const both = record.captions.map((text) => ({ photo: "a.jpg", text }));
  expect(read(JSON.stringify(record))).toEqual(both);
  expect(read(JSON.stringify([record], null, 2))).toEqual(both);
});

test("rows without a photo or a caption are left out and counted", () => {
  const csv = "photo,caption\na.jpg,A dog\nb.jpg,\n,A cat\nc.jpg\n";
  expect(readCaptions(csv, "c.csv")).toEqual({
    captions: [{ photo: "a.jpg", text: "A dog" }],
    incomplete: 3,
  });
  const lines = '{"photo":"a.jpg","caption":"A dog"}\n{"photo":"b.jpg"}';
  expect(readCaptions(lines, "c.jsonl").incomplete).toBe(1);
});

test("a file without captions is refused by name, and so is one that would lose some", () => {
  expect(() => read("")).toThrow(FailureError);
  expect(() => read('{"photo": "a"}\nnonsense', "c.jsonl")).toThrow(
    /c\.jsonl.*line 2/,
  );
  expect(() => read('a.jpg,A dog\nb.jpg,"A cat\nc.jpg,A cow\n')).toThrow(
    /c\.csv.*line 2/,
  );
});

test("thousands of captions are read whole", () => {
  const rows = Array.from(
    { length: 10_000 },
    (_, i) => `${String(i)}.jpg,"A dog, number ${String(i)}"`,
  );
  const captions = read(["photo,caption", ...rows].join("\r\n"));
  expect(captions).toHaveLength(10_000);
  expect(captions.at(-1)).toEqual({
    photo: "9999.jpg",
    text: "A dog, number 9999",
  });
});
