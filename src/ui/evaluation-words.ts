/** What was measured, in plain words. */
import type { Evaluation, ModelInfo } from "../engine/messages";
import { number, t } from "./language";
import { titleOf } from "./words";

export const tenths = (value: number) =>
  number(value, { maximumFractionDigits: 1, minimumFractionDigits: 1 });

export const countWords = ({ file, captions, photos }: Evaluation): string =>
  t("{{file}}: {{captions}} captions of {{photos}} photos.", {
    file,
    captions,
    photos,
  });

/** Every later model against the first: which finds more photos, as far as the captions can tell. */
export function gainWords(
  { points, gains }: Evaluation,
  models: readonly ModelInfo[],
): string[] {
  const [first, ...others] = points.filter(({ all }) => all);
  if (!first) return [];
  const shareOf = (point: typeof first) =>
    number(point.textToPhoto.recall[1].mean / 100, {
      style: "percent",
      maximumFractionDigits: 1,
    });
  if (others.length === 0)
    return [
      t("{{model}} puts the right photo first for {{share}} of the captions.", {
        model: titleOf(models, first.model),
        share: shareOf(first),
      }),
    ];
  return others.map((other) => {
    const shares = t(
      "{{first}} puts the right photo first for {{share}} of the captions, {{other}} for {{otherShare}}.",
      {
        first: titleOf(models, first.model),
        share: shareOf(first),
        other: titleOf(models, other.model),
        otherShare: shareOf(other),
      },
    );
    const gain = gains.find(({ model }) => model === other.model)?.textToPhoto;
    if (!gain) return shares;
    const { mean, low, high } = gain;
    if (low <= 0 && high >= 0)
      return `${shares} ${t(
        "So few captions do not tell them apart: the difference is {{points}} points, with a 95 % interval from {{low}} to {{high}}.",
        { points: tenths(mean), low: tenths(low), high: tenths(high) },
      )}`;
    const ahead = mean > 0 ? other : first;
    const ends = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b);
    return `${shares} ${t(
      "{{model}} is ahead by {{points}} points, with a 95 % interval from {{low}} to {{high}}.",
      {
        model: titleOf(models, ahead.model),
        points: tenths(Math.abs(mean)),
        low: tenths(ends[0] ?? 0),
        high: tenths(ends[1] ?? 0),
      },
    )}`;
  });
}

/** Of the file, what was left out of the measurement and why; empty where nothing was. */
export function leftOutWords(evaluation: Evaluation): string[] {
  const { unmatched, unmatchedPhotos, waiting, incomplete } = evaluation;
  return [
    unmatched > 0 &&
      t(
        "{{count}} photos of the file are not in the index, or several have their name: {{names}}",
        {
          count: unmatched,
          names:
            unmatchedPhotos.join(", ") +
            (unmatched > unmatchedPhotos.length ? "…" : ""),
        },
      ),
    waiting > 0 &&
      t(
        "{{count}} photos of the file are left out: not every compared model has encoded them yet.",
        { count: waiting },
      ),
    incomplete > 0 &&
      t("{{count}} rows of the file lack a photo or a caption.", {
        count: incomplete,
      }),
  ].filter((words) => words !== false);
}
