import { expect, test } from "vitest";
import { rankBothWays, type Gallery } from "./both-ways";
import { normalize, type UnitVector } from "./photo";

const unit = (...numbers: number[]) => normalize(Float32Array.from(numbers));

/** Runs to the end and counts the captions on the way. */
function rank(texts: readonly UnitVector[][], gallery: Gallery) {
  const ranking = rankBothWays(texts, gallery);
  let captions = 0;
  for (;;) {
    const next = ranking.next();
    if (next.done) return { captions, readings: next.value };
    captions++;
  }
}

const [right, up, diagonal] = [unit(1, 0), unit(0, 1), unit(1, 1)];
const gallery = {
  matrix: Float32Array.from([...right, ...up]),
  photos: 2,
  own: [0, 0, 1],
};

test("each caption ranks its photo among the photos, each photo its best caption among those of others", () => {
  const nearlyUp = unit(0.1, 1);
  const { captions, readings } = rank([[right], [nearlyUp], [up]], gallery);
  expect(captions).toBe(3);
  const [{ toPhoto, toText, first } = expect.fail()] = readings;
  expect(toPhoto).toEqual([1, 2, 1]);
  expect(first).toEqual([0, 1, 1]);
  // The second caption of the first photo comes after its first: what counts is the best.
  expect(toText).toEqual([1, 1]);
});

test("a tie counts against the model, both ways", () => {
  const [{ toPhoto, toText } = expect.fail()] = rank(
    [[diagonal], [diagonal], [diagonal]],
    gallery,
  ).readings;
  expect(toPhoto).toEqual([2, 2, 2]);
  // Another's caption ties with the best one; a photo's own captions never stand in each other's way.
  expect(toText).toEqual([2, 3]);
});

test("each reading of the captions is ranked by itself", () => {
  const { readings } = rank(
    [
      [up, right],
      [right, right],
      [up, up],
    ],
    gallery,
  );
  expect(readings.map(({ toPhoto }) => toPhoto)).toEqual([
    [2, 1, 1],
    [1, 1, 1],
  ]);
  expect(readings.map(({ toText }) => toText)).toEqual([
    [1, 2],
    [1, 1],
  ]);
});
