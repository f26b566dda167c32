/** The rows of the rankings that are on screen. All columns share them and the page's own scroll, so that equal ranks lie side by side. */
import {
  defaultRangeExtractor,
  useWindowVirtualizer,
  type VirtualItem,
} from "@tanstack/react-virtual";
import { useEffect, useState, type RefObject } from "react";

const GAP = 6;
/** Width of a card in rem, and the share of a narrow column that it may fill instead. */
const CARD_REM = 8.25;
const CARD_SHARE = 0.3;

/** Rows rendered above and below those on screen, so that a turn of the wheel finds them there. */
export const OVERSCAN = 3;

interface Measured {
  /** Photos a row. */
  readonly lanes: number;
  /** Height of a row with the gap under it. */
  readonly rowPx: number;
  /** From the top of the page to the first row. */
  readonly topPx: number;
}

export interface GridRows {
  readonly lanes: number;
  /** Those on screen, some around them, and the one that is kept. */
  readonly rows: readonly VirtualItem[];
  /** The first row on screen and the last one, without what is around and kept. */
  readonly onScreen: { readonly first: number; readonly last: number };
  /** From the top of the page to the first row: a row's `start` counts from the page's top too. */
  readonly topPx: number;
  readonly heightPx: number;
}

/**
 * @param columns holds the rankings; the first of them is measured
 * @param length photos of the longest ranking
 * @param kept a place that stays rendered wherever the page is scrolled to: the focus is on it
 */
export function useGridRows(
  columns: RefObject<HTMLElement | null>,
  length: number,
  kept: number | null,
): GridRows {
  const { lanes, rowPx, topPx } = useMeasured(columns);
  const keptRow = kept === null ? null : Math.floor(kept / lanes);
  const virtualizer = useWindowVirtualizer({
    count: Math.ceil(length / lanes),
    estimateSize: () => rowPx,
    scrollMargin: topPx,
    overscan: OVERSCAN,
    rangeExtractor(range) {
      const rows = defaultRangeExtractor(range);
      return keptRow === null ||
        keptRow >= range.count ||
        rows.includes(keptRow)
        ? rows
        : [...rows, keptRow].sort((a, b) => a - b);
    },
  });
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rowPx]);
  return {
    lanes,
    rows: virtualizer.getVirtualItems(),
    onScreen: {
      first: virtualizer.range?.startIndex ?? 0,
      last: virtualizer.range?.endIndex ?? 0,
    },
    topPx,
    heightPx: virtualizer.getTotalSize(),
  };
}

function useMeasured(columns: RefObject<HTMLElement | null>): Measured {
  const [measured, setMeasured] = useState<Measured>({
    lanes: 4,
    rowPx: 150,
    topPx: 0,
  });
  useEffect(() => {
    const measure = () => {
      const grid = columns.current?.querySelector(".grid");
      if (grid) setMeasured((before) => settle(before, gridAt(grid)));
    };
    const observer = new ResizeObserver(measure);
    if (columns.current) observer.observe(columns.current);
    // Whatever grows above the rankings makes the page higher.
    observer.observe(document.body);
    return () => {
      observer.disconnect();
    };
  }, [columns]);
  return measured;
}

function gridAt(grid: Element): Measured {
  const { top, width } = grid.getBoundingClientRect();
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const card = Math.min(CARD_REM * rem, CARD_SHARE * width);
  const lanes = Math.max(1, Math.floor((width + GAP) / (card + GAP)));
  const side = (width - (lanes - 1) * GAP) / lanes;
  return { lanes, rowPx: side + GAP, topPx: top + window.scrollY };
}

/** The same object where nothing changed, so that nothing is rendered for it. */
const settle = (before: Measured, now: Measured): Measured =>
  before.lanes === now.lanes &&
  Math.abs(before.rowPx - now.rowPx) < 0.01 &&
  Math.abs(before.topPx - now.topPx) < 0.5
    ? before
    : now;
