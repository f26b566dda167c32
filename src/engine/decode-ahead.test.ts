import { expect, test, vi } from "vitest";
import {
  decodedPaths,
  decodeWorkers,
  encoderOf,
} from "../fixtures/invented-decoder";
import { photo } from "../fixtures/invented-index";
import { PhotoIndex } from "../photo-index";
import { aheadBytes, decodeAhead } from "./decode-ahead";
import { Twins } from "./twins";

vi.mock("../decode-pool", () => import("../fixtures/invented-decoder"));

const megabyte = 2 ** 20;

/**
 * Decodes photos of these sizes.
 * @returns whenever one was opened, the sizes of those that were open and not decoded
 */
async function openedTogether(sizes: readonly number[]): Promise<number[][]> {
  const opened: { path: string; sizeBytes: number }[] = [];
  const together: number[][] = [];
  const photos = sizes.map((sizeBytes, n) => {
    const path = `${String(sizeBytes)}-${String(n)}.jpg`;
    const open = () => {
      opened.push({ path, sizeBytes });
      const held = opened.filter((one) => !decodedPaths.has(one.path));
      together.push(held.map((one) => one.sizeBytes));
      return Promise.resolve(new Blob([path]));
    };
    return { ...photo(path), sizeBytes, open };
  });
  const came = [];
  for await (const decoded of decodeAhead(
    photos,
    { kind: "samples" },
    encoderOf(() => Promise.resolve([])),
    new Twins([], () => true, await PhotoIndex.open()),
    new AbortController().signal,
  ))
    came.push(decoded.photo);
  expect(came).toEqual(photos);
  return together;
}

test("small photos are read ahead by their number, large ones by their bytes, and one over the bound alone", async () => {
  const small = await openedTogether(Array<number>(40).fill(megabyte));
  const atOnce = decodeWorkers() + 2 * 4;
  expect(Math.max(...small.map((held) => held.length))).toBe(atOnce);

  const sizes = Array<number>(20).fill(60 * megabyte);
  const over = aheadBytes + 1;
  const large = await openedTogether([over, ...sizes, over, over, ...sizes]);
  for (const held of large)
    if (held.length > 1)
      expect(held.reduce((a, b) => a + b)).toBeLessThanOrEqual(aheadBytes);
  expect(Math.max(...large.map((held) => held.length))).toBe(4);
});
