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

test("a part of a resampled photo is the same as that part of the whole one", () => {
  const rgba = Uint8ClampedArray.from({ length: 4 * 31 * 17 }, (_, i) =>
    i % 4 === 3 ? 255 : (i * 7919) % 256,
  );
  const whole = resampleBicubic(rgba, 31, 17, 20, 9);
  const crop = { left: 6, top: 2, width: 8, height: 5 };
  const part = resampleBicubic(rgba, 31, 17, 20, 9, crop);
  const rows = Array.from({ length: crop.height }, (_, row) => {
    const from = 3 * ((crop.top + row) * whole.width + crop.left);
    return [...whole.data.subarray(from, from + 3 * crop.width)];
  });
  expect(part).toMatchObject({ width: 8, height: 5 });
  expect([...part.data]).toEqual(rows.flat());
});

test("of a line 20,000 pixels long only the middle is computed", () => {
  const line = new Uint8ClampedArray(4 * 20_000).fill(90);
  const crop = { left: 2_239_888, top: 0, width: 224, height: 224 };
  const { data } = resampleBicubic(line, 20_000, 1, 4_480_000, 224, crop);
  expect(data).toHaveLength(3 * 224 * 224);
  expect(new Set(data)).toEqual(new Set([90]));
});

test("a photo of the wanted size is left as it is", () => {
  const [, same] = cases;
  if (!same) throw new Error("no case");
  expect([...resampleBicubic(withAlpha(same.rgb), 9, 9, 9, 9).data]).toEqual(
    same.rgb,
  );
});
