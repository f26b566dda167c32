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

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
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

/** For a difference: a fifth of those in modeling's ranks.py, 0.2 s for 10,000 captions. */
const draws = 2_000;

/**
 * How many points of R@1 one model has above another, with the 95 % bootstrap interval of the difference: both are asked
 * the same, so each question that is drawn counts for both. The draws are the same ones every time.
 */
export function gainAt1(
  ours: readonly number[],
  theirs: readonly number[],
): Interval {
  const n = ours.length;
  const won = ours.filter((rank, i) => rank === 1 && theirs[i] !== 1).length;
  const lost = ours.filter((rank, i) => rank !== 1 && theirs[i] === 1).length;
  const random = seeded(1);
  const drawn = Float64Array.from({ length: draws }, () => {
    let gain = 0;
    for (let i = 0; i < n; i++) {
      const question = random() * n;
      if (question < won) gain++;
      else if (question < won + lost) gain--;
    }
    return (100 * gain) / n;
  }).sort();
  const quantile = (at: number) => drawn[Math.round(at * (draws - 1))] ?? NaN;
  return {
    mean: (100 * (won - lost)) / n,
    low: quantile(0.025),
    high: quantile(0.975),
  };
}

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), 61 | bits);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
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
