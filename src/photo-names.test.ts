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

test("what systems and programs keep for themselves is nobody's photo", () => {
  for (const folder of [
    "#recycle",
    "#snapshot",
    "$RECYCLE.BIN",
    ".Trash-1000",
    ".Trashes",
    "@Recycle",
    "@__thumb",
    "Catalog Previews.lrdata",
    "RECYCLER",
    "System Volume Information",
    "__MACOSX",
    "lost+found",
    "node_modules",
  ])
    expect(isPhotoPath(`b/${folder}/deep/a.jpg`, false), folder).toBe(false);
  for (const folder of ["Recycle", "Trash", "lrdata", "my node_modules"])
    expect(isPhotoPath(`b/${folder}/a.jpg`, false), folder).toBe(true);
});

test("of a Photos library only the originals count", () => {
  const library = "Pictures/Ours.photoslibrary";
  expect(isPhotoPath(`${library}/originals/0/a.heic`, false)).toBe(true);
  expect(isPhotoPath("Old.aplibrary/Masters/2012/a.jpg", false)).toBe(true);
  for (const inside of ["resources/derivatives", "Thumbnails", "Previews"])
    expect(isPhotoPath(`${library}/${inside}/a.jpg`, false)).toBe(false);
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
