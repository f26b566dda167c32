/** The part of one ranking that the page holds: its head, and pages of it around what is on screen. */
import type { Ranking } from "../engine/messages";
import type { RankedPhoto } from "../photo";
import type { Ask } from "./use-engine";

/** Pages held before and after those on screen; the rest of a long ranking is asked for again. */
const AROUND = 8;

type Page = readonly RankedPhoto[] | "asked";

export class RankingPages {
  readonly #pages = new Map<number, Page>();
  readonly #size: number;
  readonly #listeners = new Set<() => void>();
  /** Counts the changes. */
  #version = 0;

  /** @param before the ranking that this one replaces on screen, shown until what is looked at has arrived */
  constructor(
    private readonly engine: Ask,
    private readonly search: number,
    readonly ranking: Ranking,
    private before: RankingPages | null = null,
  ) {
    this.#size = Math.max(1, ranking.ranked.length);
    this.#pages.set(0, ranking.ranked);
  }

  /** The photo at a place, from 0; undefined past the end and before it has arrived. */
  at(index: number): RankedPhoto | undefined {
    if (index >= this.ranking.length) return undefined;
    const page = this.#pages.get(Math.floor(index / this.#size));
    return page && page !== "asked"
      ? page[index % this.#size]
      : this.before?.at(index);
  }

  /** The same pages for the ranking of a newer search. */
  follow(search: number, ranking: Ranking): RankingPages {
    this.before = null;
    return new RankingPages(this.engine, search, ranking, this);
  }

  /** Asks for what is missing between two places, the last one included. */
  want(first: number, last: number): void {
    const from = Math.floor(first / this.#size);
    const to = Math.floor(Math.min(last, this.ranking.length - 1) / this.#size);
    for (const page of this.#pages.keys())
      if (page !== 0 && (page < from - AROUND || page > to + AROUND))
        this.#pages.delete(page);
    for (let page = from; page <= to; page++)
      if (!this.#pages.has(page)) void this.#ask(page);
    if (this.#holds(from, to)) this.before = null;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly version = (): number => this.#version;

  async #ask(page: number) {
    this.#pages.set(page, "asked");
    const photos = await this.engine
      .request("ranked", {
        search: this.search,
        model: this.ranking.model,
        from: page * this.#size,
        count: this.#size,
      })
      .catch(() => null);
    // Without an answer it stays asked for: a newer search is about to replace this one, or failed and says so.
    if (!photos || this.#pages.get(page) !== "asked") return;
    this.#pages.set(page, photos);
    this.#version++;
    for (const tell of this.#listeners) tell();
  }

  #holds(from: number, to: number): boolean {
    for (let page = from; page <= to; page++)
      if (!Array.isArray(this.#pages.get(page))) return false;
    return true;
  }
}
