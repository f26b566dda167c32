/** A generated library: many small photos in nested folders with odd names, some of them damaged, the same in every run. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

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

const [width, height] = [32, 24];

/** An uncompressed 24-bit picture of coloured stripes that no other number shares. */
export function bitmapOf(random: () => number): Buffer {
  const header = Buffer.alloc(54);
  header.write("BM");
  header.writeUInt32LE(54 + 3 * width * height, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  const pixels = Buffer.alloc(3 * width * height);
  const waves = Array.from({ length: 6 }, random);
  for (let i = 0; i < pixels.length; i++) {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    const [a = 0, b = 0] = [waves[i % 3], waves[3 + (i % 3)]];
    pixels[i] = 127 + 127 * Math.sin(a * x + b * y + 6 * a);
  }
  return Buffer.concat([header, pixels]);
}

const folders = ["", "2023/Sommer", "2023/🌊 مرحبا", "a b/<img onerror>", "x"];
/** One photo in this many is damaged. */
const damagedEvery = 50;

export interface PhotoTree {
  readonly root: string;
  /** Paths of whole photos. */
  readonly whole: readonly string[];
  readonly damaged: readonly string[];
}

export function writePhotoTree(count: number, seed: number): PhotoTree {
  const root = join(mkdtempSync(join(tmpdir(), "tulip-tree-")), "library");
  const random = seeded(seed);
  const [whole, damaged]: [string[], string[]] = [[], []];
  const write = (path: string, bytes: Buffer) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  };
  for (let i = 0; i < count; i++) {
    const path = join(
      folders[i % folders.length] ?? "",
      `${String(i).padStart(6, "0")}.bmp`,
    );
    const bytes = bitmapOf(random);
    const isDamaged = i % damagedEvery === damagedEvery - 1;
    (isDamaged ? damaged : whole).push(path);
    if (!isDamaged) write(path, bytes);
    else
      write(path, i % 100 === 99 ? Buffer.alloc(0) : Buffer.from("no photo"));
  }
  // What systems leave behind is nobody's photo.
  for (const folder of [".thumbnails", "@eaDir", "$RECYCLE.BIN"])
    write(join(folder, "preview.bmp"), bitmapOf(random));
  return { root, whole, damaged };
}
