import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { measureBatchSize } from "./batch-size";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A device on which a run takes `fixedMs`, and `photoMs` more for each photo. */
const deviceOf = (fixedMs: number, photoMs: number, tried: number[] = []) =>
  measureBatchSize((photos) => {
    tried.push(photos);
    vi.advanceTimersByTime(fixedMs + photos * photoMs);
    return Promise.resolve();
  });

test("a device that runs many photos in the time of one gets large batches", async () => {
  expect(await deviceOf(10, 0.5)).toBe(16);
});

test("a device that gains nothing from it encodes photo by photo", async () => {
  const tried: number[] = [];
  expect(await deviceOf(1, 30, tried)).toBe(1);
  expect(Math.max(...tried)).toBe(2);
});

test("a slow device never runs longer than a query may wait", async () => {
  expect(await deviceOf(100, 40)).toBe(2);
});
