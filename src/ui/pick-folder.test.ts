/** Paths are those inside the folder, however the folder was handed over. */
import { expect, test } from "vitest";
import { pickedFromDrop, pickedFromInput } from "./pick-folder";

/** A photo as a directory input gives it. */
function picked(path: string): File {
  const file = new File(["x"], path.split("/").at(-1) ?? path);
  Object.defineProperty(file, "webkitRelativePath", {
    value: path.includes("/") ? path : "",
  });
  return file;
}

/** An entry as a drop gives it; a directory hands its entries out in batches of two, and what is broken can't be opened. */
type Tree = string | { readonly name: string; readonly entries: Tree[] };
function entry(tree: Tree): object {
  if (typeof tree === "string")
    return {
      name: tree,
      isFile: true,
      isDirectory: false,
      file: (resolve: (file: File) => void, reject: () => void) => {
        if (tree.startsWith("broken")) reject();
        else resolve(new File(["x"], tree));
      },
    };
  return {
    name: tree.name,
    isFile: false,
    isDirectory: true,
    createReader: () => {
      const left = tree.entries.map(entry);
      return {
        readEntries: (
          resolve: (entries: object[]) => void,
          reject: () => void,
        ) => {
          if (tree.name.startsWith("broken")) reject();
          else resolve(left.splice(0, 2));
        },
      };
    },
  };
}
const dropped = (...trees: Tree[]) =>
  pickedFromDrop({
    items: trees.map((tree) => ({
      kind: "file",
      webkitGetAsEntry: () => entry(tree),
    })),
    files: [],
  } as unknown as DataTransfer);
const pathsOf = (folder: Awaited<ReturnType<typeof pickedFromDrop>>) =>
  folder?.kind === "files" ? folder.files.map(({ path }) => path) : [];

test("a directory input names the folder, and paths are without that name", () => {
  const folder = pickedFromInput([
    picked("Holiday/a.jpg"),
    picked("Holiday/sea/b.JPG"),
  ]);
  expect(folder).toMatchObject({ kind: "files", name: "Holiday" });
  expect(pathsOf(folder)).toEqual(["a.jpg", "sea/b.JPG"]);
});

test("photos without a folder keep their own names, and nothing is no folder", () => {
  expect(pathsOf(pickedFromInput([picked("a.jpg")]))).toEqual(["a.jpg"]);
  expect(pickedFromInput([])).toBeNull();
});

test("one dropped directory is a folder of its own name, walked to the last batch", async () => {
  const folder = await dropped({
    name: "Holiday",
    entries: ["a.jpg", "b.jpg", "c.jpg", { name: "sea", entries: ["d.jpg"] }],
  });
  expect(folder).toMatchObject({ kind: "files", name: "Holiday" });
  expect(pathsOf(folder)).toEqual(["a.jpg", "b.jpg", "c.jpg", "sea/d.jpg"]);
});

test("whatever else is dropped is gathered, with the names of its directories", async () => {
  const folder = await dropped("a.jpg", { name: "sea", entries: ["d.jpg"] });
  expect(folder).toMatchObject({ name: "Dropped photos" });
  expect(pathsOf(folder)).toEqual(["a.jpg", "sea/d.jpg"]);
  expect(await dropped()).toBeNull();
});

test("what can't be opened is noted by its path, and the rest is gathered", async () => {
  const folder = await dropped({
    name: "Holiday",
    entries: [
      "broken.jpg",
      { name: "sea", entries: ["broken too.jpg", "d.jpg"] },
      { name: "broken folder", entries: ["e.jpg"] },
      "f.jpg",
    ],
  });
  expect(pathsOf(folder)).toEqual(["sea/d.jpg", "f.jpg"]);
  expect(folder).toMatchObject({
    unseen: ["broken.jpg", "sea/broken too.jpg", "broken folder"],
  });
});
