/** What ranks say of a model, and with how much certainty. */

/** A share in %, with its 95 % bootstrap interval. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface Figures {
  readonly queries: number;
  /** R@1, R@5, R@10. */
  readonly recall: Readonly<Record<1 | 5 | 10, Interval>>;
  readonly medianRank: number;
}

export function figuresOf(ranks: readonly number[]): Figures {
  const recall = (k: number) =>
    bootstrap(ranks.filter((rank) => rank <= k).length, ranks.length);
  return {
    queries: ranks.length,
    recall: { 1: recall(1), 5: recall(5), 10: recall(10) },
    medianRank: medianOf(ranks),
  };
}

function medianOf(ranks: readonly number[]): number {
  const sorted = ranks.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (
    ((sorted[Math.ceil(middle) - 1] ?? NaN) +
      (sorted[Math.floor(middle)] ?? NaN)) /
    2
  );
}

/**
 * The 95 % percentile bootstrap interval of a share of hits. Drawing n queries with replacement draws a binomial
 * number of hits, so the interval that endless draws would give is read off the distribution itself.
 */
export function bootstrap(hits: number, queries: number): Interval {
  const share = hits / queries;
  const quantile = (at: number) =>
    (100 * binomialQuantile(queries, share, at)) / queries;
  return { mean: 100 * share, low: quantile(0.025), high: quantile(0.975) };
}

/** The least number of hits out of n that is reached with probability `at`. */
function binomialQuantile(n: number, p: number, at: number): number {
  if (p === 0 || p === 1) return n * p;
  // In logarithms: for thousands of queries the first terms are too small for a float.
  const odds = Math.log(p) - Math.log(1 - p);
  let logTerm = n * Math.log(1 - p);
  let below = Math.exp(logTerm);
  let hits = 0;
  while (below < at && hits < n) {
    logTerm += Math.log((n - hits) / (hits + 1)) + odds;
    below += Math.exp(logTerm);
    hits++;
  }
  return hits;
}
