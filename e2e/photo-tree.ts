/** A generated library: many small photos in nested folders with odd names, some of them damaged, the same in every run. */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { python } from "./pillow";

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const folders = ["", "2023/Sommer", "2023/🌊 مرحبا", "a b/<img onerror>", "x"];
/** One photo in this many is damaged. */
const damagedEvery = 50;
/** What is left of a damaged photo, by the kind of failure that it is to be listed with. */
const damages: readonly [kind: string, damage: (photo: Buffer) => Buffer][] = [
  ["empty-photo", () => Buffer.alloc(0)],
  ["not-a-photo", () => Buffer.from("This is a note, not a photo.\n")],
  ["corrupt-photo", (photo) => photo.subarray(0, photo.length / 2)],
];
/** Photos beside the tree, for what changes in it. */
const spares = 5;

export interface PhotoTree {
  readonly root: string;
  /** Paths of whole photos. */
  readonly whole: readonly string[];
  /** Of each damaged photo, by its path, the kind of failure that it is to be listed with. */
  readonly damaged: ReadonlyMap<string, string>;
  /** Files of whole photos that are not in the tree. */
  readonly spare: readonly string[];
}

export function writePhotoTree(count: number, seed: number): PhotoTree {
  const scratch = mkdtempSync(join(tmpdir(), "tulip-tree-"));
  const root = join(scratch, "library");
  const written = (i: number) =>
    join(scratch, `${String(i).padStart(6, "0")}.jpg`);
  python([
    "e2e/write_small_photos.py",
    scratch,
    String(count + spares),
    String(seed),
  ]);
  for (const folder of folders)
    mkdirSync(join(root, folder), { recursive: true });
  const whole: string[] = [];
  const damaged = new Map<string, string>();
  for (let i = 0; i < count; i++) {
    const folder = folders[i % folders.length] ?? "";
    const path = join(folder, `${String(i).padStart(6, "0")}.jpg`);
    const damage =
      i % damagedEvery === damagedEvery - 1
        ? damages[Math.floor(i / damagedEvery) % damages.length]
        : undefined;
    if (!damage) {
      renameSync(written(i), join(root, path));
      whole.push(path);
      continue;
    }
    const [kind, left] = damage;
    writeFileSync(join(root, path), left(readFileSync(written(i))));
    damaged.set(path, kind);
  }
  const spare = Array.from({ length: spares }, (_, i) => written(count + i));
  // What systems leave behind is nobody's photo.
  for (const folder of [".thumbnails", "@eaDir", "$RECYCLE.BIN"]) {
    const path = join(root, folder, "preview.jpg");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, readFileSync(spare[0] ?? ""));
  }
  return { root, whole, damaged, spare };
}

/**
 * Renames the folder x to "renamed", removes five photos, changes three and adds two.
 * @returns paths of the whole photos that are as they were, before the folder's renaming, and of those that are new or changed
 */
export function rearrange({ root, whole, spare }: PhotoTree) {
  renameSync(join(root, "x"), join(root, "renamed"));
  const touched = whole.filter((path) => !path.includes("/")).slice(0, 8);
  for (const path of touched.slice(0, 5)) rmSync(join(root, path));
  const written = [...touched.slice(5), "new-1.jpg", "new-2.jpg"];
  for (const [i, path] of written.entries())
    copyFileSync(spare[i] ?? "", join(root, path));
  return { kept: whole.filter((path) => !touched.includes(path)), written };
}
