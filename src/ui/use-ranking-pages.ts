/** The photos of one ranking between two places, as they arrive. */
import { useEffect, useState, useSyncExternalStore } from "react";
import type { Ranking } from "../engine/messages";
import { RankingPages } from "./ranking-pages";
import type { Ask } from "./use-engine";

/**
 * @param first the first place on screen, from 0
 * @param last the last one
 */
export function useRankingPages(
  engine: Ask,
  search: number,
  ranking: Ranking,
  first: number,
  last: number,
): RankingPages {
  const [held, setHeld] = useState(
    () => new RankingPages(engine, search, ranking),
  );
  // A newer ranking takes the place of the one before within the same rendering, so that no empty grid is ever seen.
  const pages = held.ranking === ranking ? held : held.follow(search, ranking);
  if (pages !== held) setHeld(pages);
  const version = useSyncExternalStore(pages.subscribe, pages.version);
  useEffect(() => {
    pages.want(first, last);
  }, [pages, first, last, version]);
  return pages;
}
