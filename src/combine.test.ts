import { expect, test } from "vitest";
import { combine } from "./combine";
import { FailureError } from "./failures";
import { normalize } from "./photo";

const unit = (...values: number[]) => normalize(Float32Array.from(values));
const dot = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0);

test("the combined score is the weighted sum of the cosines, over one number for all photos", () => {
  const [text, like, unlike] = [
    unit(1, 2, 0.5),
    unit(0, 1, 1),
    unit(1, -1, 0),
  ] as const;
  const query = combine([
    { vector: text, weight: 1 },
    { vector: like, weight: 0.75 },
    { vector: unlike, weight: -0.5 },
  ]);
  expect(dot(query, query)).toBeCloseTo(1, 6);
  const ratios = [unit(1, 0, 0), unit(0.2, 3, 1), unit(-1, 1, 2)].map(
    (photo) =>
      (dot(text, photo) + 0.75 * dot(like, photo) - 0.5 * dot(unlike, photo)) /
      dot(query, photo),
  );
  for (const ratio of ratios) expect(ratio).toBeCloseTo(ratios[0] ?? NaN, 5);
});

test("one part alone is itself, whatever it weighs", () => {
  const vector = unit(1, 2, 3);
  expect(combine([{ vector, weight: 0.25 }])).toEqual(vector);
  expect(dot(combine([{ vector, weight: -1 }]), vector)).toBeCloseTo(-1, 6);
});

test("parts that cancel each other out are refused", () => {
  const vector = unit(1, 2, 3);
  const parts = [
    { vector, weight: 1 },
    { vector, weight: -1 },
  ];
  expect(() => combine(parts)).toThrow(FailureError);
});
