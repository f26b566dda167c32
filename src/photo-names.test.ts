import { expect, test } from "vitest";
import { isPhotoPath, withoutLiveVideos } from "./photo-names";

test("photos go by their names, whatever the case; hidden files and rubbish are none", () => {
  for (const path of ["a.JPG", "b/c.heic", "d.tif", "e.CR3"])
    expect(isPhotoPath(path, false), path).toBe(true);
  for (const path of [
    "a.txt",
    ".a.jpg",
    "@eaDir/a.jpg",
    "b/.thumbnails/a.jpg",
    "clip.mov",
  ])
    expect(isPhotoPath(path, false), path).toBe(false);
});

test("videos are photos only where that is asked for", () => {
  expect(isPhotoPath("clip.MOV", true)).toBe(true);
  expect(isPhotoPath("clip.MOV", false)).toBe(false);
});

test("a Live Photo is one photo, in whichever order its files are found", async () => {
  const paths = ["a/1.MOV", "a/1.HEIC", "a/2.mp4", "b/1.mov", "b/2.jpg"];
  async function* found() {
    for (const path of paths) yield await Promise.resolve({ path });
  }
  const kept = [];
  for await (const { path } of withoutLiveVideos(found())) kept.push(path);
  expect(kept).toEqual(["a/1.HEIC", "b/2.jpg", "a/2.mp4", "b/1.mov"]);
});
