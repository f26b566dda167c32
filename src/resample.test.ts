import { expect, test } from "vitest";
import { cases } from "./fixtures/pillow-bicubic.json";
import { resampleBicubic } from "./resample";

const withAlpha = (rgb: readonly number[]) =>
  new Uint8ClampedArray(
    Array.from({ length: (rgb.length / 3) * 4 }, (_, i) =>
      i % 4 === 3 ? 255 : (rgb[(i >> 2) * 3 + (i % 4)] ?? 0),
    ),
  );

test.each(cases)(
  "$width x $height to $toWidth x $toHeight is Pillow's bicubic within 1 of 255",
  (one) => {
    const { data } = resampleBicubic(
      withAlpha(one.rgb),
      one.width,
      one.height,
      one.toWidth,
      one.toHeight,
    );
    expect(data).toHaveLength(one.expected.length);
    const worst = Math.max(
      ...one.expected.map((value, i) =>
        Math.abs(value - (data[i] ?? Infinity)),
      ),
    );
    expect(worst).toBeLessThanOrEqual(1);
  },
);

test("a photo of the wanted size is left as it is", () => {
  const [, same] = cases;
  if (!same) throw new Error("no case");
  expect([...resampleBicubic(withAlpha(same.rgb), 9, 9, 9, 9).data]).toEqual(
    same.rgb,
  );
});
