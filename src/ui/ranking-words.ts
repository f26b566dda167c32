/** Places, scores and shifts of photos in rankings, in words. */
import { topSize } from "../agreement";
import type { Agreement, ModelInfo } from "../engine/messages";
import type { RankedPhoto } from "../photo";
import { number, t } from "./language";
import { ordinal, titleOf } from "./words";

/** "Of the top 10 of CLIP-lite and TULIP-lite, 7 are the same; rank correlation 0.83." */
export const agreementWords = (
  models: readonly ModelInfo[],
  first: string,
  { model, overlap, correlation }: Agreement,
): string =>
  t(
    "Of the top {{top}} of {{first}} and {{other}}, {{overlap}} are the same; rank correlation {{correlation}}.",
    {
      top: topSize,
      first: titleOf(models, first),
      other: titleOf(models, model),
      overlap,
      correlation: scoreWords(correlation),
    },
  );

/** "41st for CLIP-lite, 3rd for TULIP-lite". */
export const moveWords = (
  { ranks }: RankedPhoto,
  from: string,
  to: string,
  models: readonly ModelInfo[],
): string =>
  t("{{from}} for {{first}}, {{to}} for {{other}}", {
    from: ordinal(ranks[from] ?? 0),
    first: titleOf(models, from),
    to: ordinal(ranks[to] ?? 0),
    other: titleOf(models, to),
  });

/** "3rd here, 41st for TULIP-lite". */
export function placesWords(
  photo: RankedPhoto,
  here: string,
  models: readonly ModelInfo[],
): string {
  const elsewhere = models
    .filter((model) => model.id !== here)
    .flatMap((model) => {
      const rank = photo.ranks[model.id];
      return rank === undefined
        ? []
        : [
            t("{{rank}} for {{model}}", {
              rank: ordinal(rank),
              model: model.title,
            }),
          ];
    });
  const rank = photo.ranks[here];
  return rank === undefined
    ? elsewhere.join(", ")
    : [t("{{rank}} here", { rank: ordinal(rank) }), ...elsewhere].join(", ");
}

/** "0.312". */
export const scoreWords = (score: number, digits = 3) =>
  number(score, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });

/** A rank shift at a glance: "▲ 12". */
export function shiftMark(shift: number): string {
  if (shift === 0) return "=";
  return `${shift > 0 ? "▲" : "▼"} ${number(Math.abs(shift))}`;
}

/** The same for those who listen. */
export function shiftWords(shift: number, other: string): string {
  if (shift === 0) return t("the same place as for {{other}}", { other });
  return shift > 0
    ? t("{{count}} places higher than for {{other}}", { count: shift, other })
    : t("{{count}} places lower than for {{other}}", { count: -shift, other });
}
