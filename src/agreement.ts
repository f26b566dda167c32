/** How far two rankings of the same photos agree: pure, on whole rankings. */

/** One photo's rank in both; `row` is whatever finds it again. */
export interface RankPair {
  readonly rank: number;
  readonly other: number;
  readonly row: number;
}

/** How many places at the front count as the top. */
export const topSize = 10;

/** How many of the first `top` photos of one ranking are among the first `top` of the other. */
export const overlapAt = (top: number, pairs: readonly RankPair[]): number =>
  pairs.filter(({ rank, other }) => rank <= top && other <= top).length;

/** Spearman's rank correlation: 1 for one order, -1 for its reverse; NaN for fewer than two photos. */
export function rankCorrelation(pairs: readonly RankPair[]): number {
  let [sum, otherSum] = [0, 0];
  for (const { rank, other } of pairs) {
    sum += rank;
    otherSum += other;
  }
  const [mean, otherMean] = [sum / pairs.length, otherSum / pairs.length];
  let [both, squares, otherSquares] = [0, 0, 0];
  for (const { rank, other } of pairs) {
    both += (rank - mean) * (other - otherMean);
    squares += (rank - mean) ** 2;
    otherSquares += (other - otherMean) ** 2;
  }
  return both / Math.sqrt(squares * otherSquares);
}

/** Only photos that somebody sees without scrolling far are worth telling of. */
const nearTop = 24;

/** The photos near the top of either ranking that stand furthest apart, furthest first; none that stand alike. */
export const biggestMovers = (
  pairs: readonly RankPair[],
  count: number,
): RankPair[] =>
  pairs
    .filter(
      ({ rank, other }) => Math.min(rank, other) <= nearTop && rank !== other,
    )
    .sort(
      (a, b) =>
        Math.abs(b.rank - b.other) - Math.abs(a.rank - a.other) ||
        a.other - b.other,
    )
    .slice(0, count);
