/** A ZIP is written as its photos come, and read by others. */
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { zipOf, type Original } from "./save";

async function* originals(...paths: string[]): AsyncGenerator<Original> {
  for (const [at, path] of paths.entries()) {
    await Promise.resolve();
    const blob = new Blob([`photo ${String(at)}`]);
    yield { path, modifiedMs: at === 0 ? 0 : Date.UTC(2024, 4, 1), blob };
  }
}

test("photos of equal names, in other cases too, are all there", async () => {
  const zip = zipOf(originals("a/Sea.jpg", "a/sea.jpg", "ü.jpg", "a/Sea.jpg"));
  const bytes = new Uint8Array(await new Response(zip).arrayBuffer());
  const files = Object.entries(unzipSync(bytes)).map(([name, content]) => [
    name,
    new TextDecoder().decode(content),
  ]);
  expect(files).toEqual([
    ["a/Sea.jpg", "photo 0"],
    ["a/sea (2).jpg", "photo 1"],
    ["ü.jpg", "photo 2"],
    ["a/Sea (3).jpg", "photo 3"],
  ]);
});
