/** Where a key leads to in rankings that lie side by side: pure. */

export interface Place {
  readonly model: string;
  /** From 0. */
  readonly at: number;
}

interface Column {
  readonly model: string;
  readonly length: number;
}

/** Rows that a page key passes: about a screen of them. */
const PAGE_ROWS = 4;

/**
 * @param columns from left to right
 * @param lanes photos a row
 * @returns null for a key that leads nowhere
 */
export function stepIn(
  { key, ctrlKey, metaKey }: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey">,
  { model, at }: Place,
  columns: readonly Column[],
  lanes: number,
): Place | null {
  const length = columns.find((one) => one.model === model)?.length ?? 0;
  const whole = ctrlKey || metaKey;
  const rowStart = at - (at % lanes);
  const to = (place: number): Place | null => {
    const within = Math.min(length - 1, Math.max(0, place));
    return within === at || within < 0 ? null : { model, at: within };
  };
  if (whole && key !== "Home" && key !== "End") return null;
  switch (key) {
    case "ArrowLeft":
      return at === rowStart
        ? (across(columns, model, -1, rowStart + lanes - 1) ?? to(at - 1))
        : to(at - 1);
    case "ArrowRight":
      return at === rowStart + lanes - 1 || at === length - 1
        ? (across(columns, model, 1, rowStart) ?? to(at + 1))
        : to(at + 1);
    case "ArrowUp":
      return at < lanes ? null : to(at - lanes);
    case "ArrowDown":
      return rowStart + lanes >= length ? null : to(at + lanes);
    case "PageUp":
      return to(Math.max(at % lanes, at - PAGE_ROWS * lanes));
    case "PageDown":
      return to(at + PAGE_ROWS * lanes);
    case "Home":
      return to(whole ? 0 : rowStart);
    case "End":
      return to(whole ? length - 1 : rowStart + lanes - 1);
    default:
      return null;
  }
}

/** The column beside; null at the edge, and where it has no photo in that row. */
function across(
  columns: readonly Column[],
  model: string,
  step: 1 | -1,
  at: number,
): Place | null {
  const here = columns.findIndex((one) => one.model === model);
  const beside = columns[here + step];
  if (!beside || beside.length === 0) return null;
  return { model: beside.model, at: Math.min(at, beside.length - 1) };
}
