import { expect, test } from "vitest";
import { parsePlace, publicHub } from "./place";

const hub = "http://mirror.test:8080";
const hubPlace = (revision: string, folder: string, at = hub) => ({
  kind: "hub",
  hub: at,
  repository: "owner/CLIP-tiny.v2",
  revision,
  folder,
});

test("an id names a repository, and perhaps a revision and a folder in it", () => {
  const read = (text: string) => parsePlace(text, hub);
  expect(read("owner/CLIP-tiny.v2")).toEqual(hubPlace("main", ""));
  expect(read(" owner/CLIP-tiny.v2@v1.0 ")).toEqual(hubPlace("v1.0", ""));
  expect(read("owner/CLIP-tiny.v2/for/app")).toEqual(
    hubPlace("main", "for/app/"),
  );
  expect(read("owner/CLIP-tiny.v2@refs/pr/3/for/app/")).toEqual(
    hubPlace("refs/pr/3", "for/app/"),
  );
});

test("the address of a hub page is as good as the id", () => {
  const read = (path: string) => parsePlace(publicHub + path, hub);
  expect(read("/owner/CLIP-tiny.v2")).toEqual(hubPlace("main", "", publicHub));
  expect(read("/owner/CLIP-tiny.v2/tree/v2/app")).toEqual(
    hubPlace("v2", "app/", publicHub),
  );
  expect(read("/owner/CLIP-tiny.v2/blob/main/app/manifest.json")).toEqual(
    hubPlace("main", "app/", publicHub),
  );
});

test("an address is that of a folder, of its manifest, or of a ZIP", () => {
  const folder = { kind: "folder", url: "https://x.test/models/mine/" };
  expect(parsePlace("https://x.test/models/mine", hub)).toEqual(folder);
  expect(parsePlace("https://x.test/models/mine/", hub)).toEqual(folder);
  expect(
    parsePlace("https://x.test/models/mine/manifest.json?v=2#top", hub),
  ).toEqual(folder);
  expect(parsePlace("https://x.test/mine.zip?download=1", hub)).toEqual({
    kind: "zip",
    url: "https://x.test/mine.zip?download=1",
  });
});

test("what is neither is refused with both ways to write it", () => {
  for (const text of ["", "mine", "/owner/name", "file:///tmp/x", "a b/c"])
    expect(() => parsePlace(text, hub), text).toThrow(
      /neither an address .* nor a Hugging Face id/,
    );
});
