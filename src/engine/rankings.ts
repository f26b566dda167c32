/** The whole rankings of one search, kept so that the page can ask for any stretch of them. */
import { isExact } from "../content-hash";
import { folderIdOf, type PhotoKey, type RankedPhoto } from "../photo";
import type { Query } from "../query";
import { orderOf, ranksOf } from "../rank";
import type { FolderIndex } from "./folder-index";
import type { SearchResult } from "./messages";

/** Photos of each ranking that a search is answered with; the rest follows in windows. */
const HEAD = 96;

/** A folder's place among the rows of all folders. */
export interface Shelf {
  readonly folder: FolderIndex;
  /** Its first row. */
  readonly from: number;
}

/** One model's scores of every folder's photos. */
export interface Scored {
  readonly model: string;
  readonly shelves: readonly Shelf[];
  /** [rows of all folders]; -Infinity for a hole. */
  readonly scores: Float32Array;
}

/** `keys`, `scores` and `ranks` are by row of all folders as they were when the search ran: rows are taken anew later. */
interface WholeRanking extends Scored {
  readonly keys: readonly (PhotoKey | null)[];
  /** Rows, best first. */
  readonly order: Uint32Array;
  readonly ranks: Uint32Array;
  /** Photos that it was taken from. */
  readonly searched: number;
}

export class Rankings {
  readonly #all: readonly WholeRanking[];

  /** @param id names this search when more of it is asked for */
  constructor(
    readonly id: number,
    private readonly query: Query,
    scored: readonly Scored[],
  ) {
    this.#all = scored.map((one) => {
      const order = orderOf(one.scores);
      const ranks = ranksOf(order, one.scores.length);
      const tables = one.shelves.map(({ folder }) => folder.table);
      return {
        ...one,
        keys: tables.flatMap(({ keys }) => keys),
        order,
        ranks,
        searched: tables.reduce((sum, { size }) => sum + size, 0),
      };
    });
  }

  /** What the page is answered with at once. */
  result(): SearchResult {
    const rankings = this.#all.map(({ model, order, searched }) => ({
      model,
      ranked: this.stretch(model, 0, HEAD),
      length: order.length,
      searched,
    }));
    const searched = Math.max(0, ...rankings.map((each) => each.searched));
    return { search: this.id, query: this.query, rankings, searched };
  }

  /** `count` photos of a model's ranking; `from` is 0 for the best. Empty past its end. */
  stretch(model: string, from: number, count: number): RankedPhoto[] {
    const ranking = this.#all.find((one) => one.model === model);
    if (!ranking) return [];
    return Array.from(ranking.order.subarray(from, from + count), (row) =>
      this.#photoAt(ranking, row),
    );
  }

  /** Photos as they stand in a model's ranking, in the order of `keys`; those that are not in it are left out. */
  find(model: string, keys: readonly PhotoKey[]): RankedPhoto[] {
    const ranking = this.#all.find((one) => one.model === model);
    if (!ranking) return [];
    return keys.flatMap((key) => {
      const row = rowIn(ranking, key);
      return row === undefined ? [] : [this.#photoAt(ranking, row)];
    });
  }

  #photoAt(ranking: WholeRanking, row: number): RankedPhoto {
    const { keys, ranks, scores } = ranking;
    const key = keys[row];
    const shelf = key && shelfOf(ranking, key);
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
      score: scores[row] ?? 0,
      width,
      height,
      metadata,
      ...(record?.hash && isExact(record.hash) && { content: record.hash }),
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

const shelfOf = ({ shelves }: WholeRanking, key: PhotoKey) =>
  shelves.find(({ folder }) => folder.folder.id === folderIdOf(key));

/** The row of a photo at the time of the search, where the ranking holds it. */
function rowIn(ranking: WholeRanking, key: PhotoKey): number | undefined {
  const shelf = shelfOf(ranking, key);
  const row = shelf?.folder.table.rowOf(key);
  if (!shelf || row === undefined) return undefined;
  const at = shelf.from + row;
  return ranking.keys[at] === key && ranking.ranks[at] ? at : undefined;
}
