/** The whole rankings of one search, kept so that the page can ask for any stretch of them. */
import {
  biggestMovers,
  overlapAt,
  rankCorrelation,
  topSize,
  type RankPairs,
} from "../agreement";
import { isExact } from "../content-hash";
import type { PhotoKey, RankedPhoto } from "../photo";
import type { Folding, Query } from "../query";
import { foldAt, placeIn } from "./folds";
import type { Agreement, SearchResult } from "./messages";
import {
  rowIn,
  shelfOf,
  wholeRanking,
  type Scored,
  type WholeRanking,
} from "./whole-ranking";

/** Photos of each ranking that a search is answered with; the rest follows in windows. */
const HEAD = 96;

/** Photos whose places differ most, as many as fit a row or two. */
const moversShown = 12;

export class Rankings {
  readonly #all: readonly WholeRanking[];

  /** @param id names this search when more of it is asked for */
  constructor(
    readonly id: number,
    private readonly query: Query,
    folding: Folding,
    scored: readonly Scored[],
  ) {
    this.#all = scored.map((one) => wholeRanking(one, query, folding));
  }

  /** What the page is answered with at once. */
  result(): SearchResult {
    const rankings = this.#all.map(
      ({ model, order, matches, searched, passed, answered }) => ({
        model,
        ranked: this.stretch(model, 0, HEAD),
        length: order.length,
        matches,
        passed,
        searched,
        answered,
      }),
    );
    const searched = Math.max(0, ...rankings.map((each) => each.searched));
    const agreements = this.#agreements();
    return {
      search: this.id,
      query: this.query,
      rankings,
      searched,
      agreements,
    };
  }

  /** `count` photos of a model's ranking; `from` is 0 for the best. Empty past its end. */
  stretch(model: string, from: number, count: number): RankedPhoto[] {
    const ranking = this.#all.find((one) => one.model === model);
    if (!ranking) return [];
    return Array.from(ranking.order.subarray(from, from + count), (row, i) =>
      this.#photoAt(ranking, row, from + i + 1),
    );
  }

  /** Every later model against the first. */
  #agreements(): Agreement[] {
    const [first, ...others] = this.#all;
    if (!first) return [];
    return others.map((other) => {
      const pairs = rankPairs(first, other);
      const movers = biggestMovers(pairs, moversShown);
      return {
        model: other.model,
        overlap: overlapAt(topSize, pairs),
        correlation: rankCorrelation(pairs),
        movers: movers.map((row) =>
          this.#photoAt(other, row, placeIn(other, row)),
        ),
      };
    });
  }

  /** Photos as they stand in a model's ranking, in the order of `keys`; those that are not in it are left out. */
  find(model: string, keys: readonly PhotoKey[]): RankedPhoto[] {
    const ranking = this.#all.find((one) => one.model === model);
    if (!ranking) return [];
    return keys.flatMap((key) => {
      const row = rowIn(ranking, key);
      return row === undefined
        ? []
        : [this.#photoAt(ranking, row, placeIn(ranking, row))];
    });
  }

  #photoAt(ranking: WholeRanking, row: number, place: number): RankedPhoto {
    const { keys, ranks, scores } = ranking;
    const key = keys[row];
    const shelf = key && shelfOf(ranking.shelves, key);
    if (!shelf)
      throw new RangeError(`row ${String(row)} of the index is a hole`);
    const { folder, records } = shelf.folder;
    const record = records.get(key);
    // A photo that was encoded but is not committed yet has no record for another moment.
    const { width, height, metadata } =
      record?.state.kind === "indexed"
        ? record.state
        : { width: 1, height: 1, metadata: {} };
    return {
      key,
      path: key.slice(key.indexOf("/") + 1),
      folder,
      modifiedMs: record?.modifiedMs ?? -1,
      rank: ranks[row] ?? 0,
      place,
      score: scores[row] ?? 0,
      width,
      height,
      metadata,
      ...(record?.hash && isExact(record.hash) && { content: record.hash }),
      ...foldAt(ranking, row),
      ...this.#placesOf(key),
    };
  }

  /** A model whose image tower has not seen the photo gives it no rank. */
  #placesOf(key: PhotoKey): Pick<RankedPhoto, "ranks" | "scores"> {
    const places = this.#all.flatMap((ranking) => {
      const row = rowIn(ranking, key);
      return row === undefined ? [] : [{ ranking, row }];
    });
    const byModel = (of: "ranks" | "scores") =>
      Object.fromEntries(
        places.map(({ ranking, row }) => [
          ranking.model,
          ranking[of][row] ?? 0,
        ]),
      );
    return { ranks: byModel("ranks"), scores: byModel("scores") };
  }
}

/** The photos of `first` that `other` ranks too: their ranks in both, and their row in `other`. */
function rankPairs(first: WholeRanking, other: WholeRanking): RankPairs {
  const { keys, passed } = first;
  const ranks = new Uint32Array(passed);
  const others = new Uint32Array(passed);
  const rows = new Uint32Array(passed);
  let count = 0;
  for (let at = 0; at < keys.length; at++) {
    const [key, rank] = [keys[at], first.ranks[at]];
    if (!key || !rank) continue;
    // Models with one image tower have the same rows.
    const row = other.keys[at] === key ? at : rowIn(other, key);
    const there = row === undefined ? 0 : other.ranks[row];
    if (row === undefined || !there) continue;
    ranks[count] = rank;
    others[count] = there;
    rows[count++] = row;
  }
  return {
    ranks: ranks.subarray(0, count),
    others: others.subarray(0, count),
    rows: rows.subarray(0, count),
  };
}
