/** What is exported can be read again, and overwrites nothing. */
import { expect, test } from "vitest";
import { photoKey, type RankedPhoto } from "../../photo";
import { freeName } from "./free-names";
import { csvOf } from "./selection-csv";

test("a taken name gets a number before its ending", async () => {
  const taken = new Set(["a.jpg", "a (2).jpg", "b"]);
  const free = (name: string) => freeName(name, (one) => taken.has(one));
  expect(await free("c.jpg")).toBe("c.jpg");
  expect(await free("a.jpg")).toBe("a (3).jpg");
  expect(await free("b")).toBe("b (2)");
  taken.add(".hidden");
  expect(await free(".hidden")).toBe(".hidden (2)");
});

test("the table quotes what would break it and leaves empty what is not known", () => {
  const photo: RankedPhoto = {
    key: photoKey("1", "a.jpg"),
    path: 'beach, "south"/a.jpg',
    folder: { id: "1", name: "holiday", kind: "files" },
    modifiedMs: 0,
    rank: 2,
    place: 2,
    score: 0.25,
    width: 4,
    height: 3,
    metadata: { takenAt: "2024-05-01T10:00:00" },
    ranks: { clip: 2 },
    scores: { clip: 0.25 },
  };
  const model = (id: string) => ({
    ...{ id, title: id, family: "clip", origin: "", licence: "" },
    ...{ context: 77, trainedContext: 77, languages: [] },
  });
  expect(csvOf([photo], [model("clip"), model("tulip")])).toBe(
    "folder,path,taken,camera,latitude,longitude,rank clip,score clip,rank tulip,score tulip\r\n" +
      'holiday,"beach, ""south""/a.jpg",2024-05-01T10:00:00,,,,2,0.25,,\r\n',
  );
});
