/** How far two rankings of the same photos agree: pure, on whole rankings. */

/** The photos of two rankings, one place each in three arrays: no object a photo, of which there may be a hundred thousand. */
export interface RankPairs {
  /** [photos] from 1. */
  readonly ranks: Uint32Array;
  /** [photos] from 1, under the other model. */
  readonly others: Uint32Array;
  /** [photos] whatever finds a photo again. */
  readonly rows: Uint32Array;
}

/** How many places at the front count as the top. */
export const topSize = 10;

/** How many of the first `top` photos of one ranking are among the first `top` of the other. */
export function overlapAt(top: number, { ranks, others }: RankPairs): number {
  let both = 0;
  for (let i = 0; i < ranks.length; i++)
    if (ranks[i]! <= top && others[i]! <= top) both++;
  return both;
}

/** Spearman's rank correlation: 1 for one order, -1 for its reverse; NaN for fewer than two photos. */
export function rankCorrelation({ ranks, others }: RankPairs): number {
  const count = ranks.length;
  let [sum, otherSum] = [0, 0];
  for (let i = 0; i < count; i++) {
    sum += ranks[i]!;
    otherSum += others[i]!;
  }
  const [mean, otherMean] = [sum / count, otherSum / count];
  let [both, squares, otherSquares] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [here, there] = [ranks[i]! - mean, others[i]! - otherMean];
    both += here * there;
    squares += here * here;
    otherSquares += there * there;
  }
  return both / Math.sqrt(squares * otherSquares);
}

/** Only photos that somebody sees without scrolling far are worth telling of. */
const nearTop = 24;

/** The rows of photos near the top of either ranking that stand furthest apart, furthest first; none that stand alike. */
export function biggestMovers(
  { ranks, others, rows }: RankPairs,
  count: number,
): number[] {
  const near: { row: number; other: number; apart: number }[] = [];
  for (let i = 0; i < ranks.length; i++) {
    const [rank, other] = [ranks[i]!, others[i]!];
    if (Math.min(rank, other) > nearTop || rank === other) continue;
    near.push({ row: rows[i]!, other, apart: Math.abs(rank - other) });
  }
  return near
    .sort((a, b) => b.apart - a.apart || a.other - b.other)
    .slice(0, count)
    .map(({ row }) => row);
}
