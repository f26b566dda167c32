/** The queries that are kept in this browser: saved ones, and those of late. Pure. */
import { isBlank, type Query } from "./query";

/** Both newest first. */
export interface Remembered {
  readonly saved: readonly Query[];
  readonly recent: readonly Query[];
}

export type Remembering =
  | { readonly kind: "asked"; readonly query: Query }
  | { readonly kind: "save"; readonly query: Query }
  | { readonly kind: "forget-saved"; readonly query: Query }
  | { readonly kind: "forget-recent" };

export const nothingRemembered: Remembered = { saved: [], recent: [] };

/** As many as a person looks through. */
const RECENT = 30;

export function remember(
  { saved, recent }: Remembered,
  change: Remembering,
): Remembered {
  switch (change.kind) {
    case "asked": {
      if (isBlank(change.query)) return { saved, recent };
      const others = recent.filter((known, at) =>
        // What was typed on is one query, not a trail of its beginnings.
        at === 0
          ? !isBeginningOf(known, change.query)
          : !isSame(known, change.query),
      );
      return { saved, recent: [change.query, ...others].slice(0, RECENT) };
    }
    case "save":
      return { saved: [change.query, ...without(saved, change.query)], recent };
    case "forget-saved":
      return { saved: without(saved, change.query), recent };
    case "forget-recent":
      return { saved, recent: [] };
  }
}

/** Adds what another browser kept; what is here comes first. */
export const joinRemembered = (
  here: Remembered,
  other: Remembered,
): Remembered => ({
  saved: joined(here.saved, other.saved),
  recent: joined(here.recent, other.recent).slice(0, RECENT),
});

const joined = (here: readonly Query[], other: readonly Query[]) => [
  ...here,
  ...other.filter((query) => !here.some((known) => isSame(known, query))),
];

/** Queries are plain data, built in one way: equal ones are written equally. */
export const isSame = (a: Query, b: Query): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const without = (queries: readonly Query[], query: Query) =>
  queries.filter((known) => !isSame(known, query));

const isBeginningOf = (earlier: Query, later: Query) =>
  later.text.startsWith(earlier.text) &&
  isSame({ ...earlier, text: "" }, { ...later, text: "" });
