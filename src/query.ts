/** What is asked for: plain data, so that it goes through JSON, the history and a link unchanged. */
import type { PhotoKey } from "./photo";

/** All that a ranking depends on, besides the photos and the models. */
export interface Query {
  /** The exact text in the box. */
  readonly text: string;
  /** Of the text, beside the parts. */
  readonly weight: number;
  /** What the text is combined with. */
  readonly parts: readonly QueryPart[];
  /** Tokens of the text that every model reads at most, special ones included; null for as many as each can. */
  readonly budget: number | null;
  readonly filter: PhotoFilter;
  /** Of the matches; "score" is best first, and photos without a date come last. */
  readonly order: "score" | "newest" | "oldest";
  /**
   * Where matches end: so many spreads above the middle of the query's own scores, 0 for nowhere; null chooses by how
   * many photos there are. See note: the cut-off is the query's own.
   */
  readonly strictness: number | null;
}

/** What a photo must be to be ranked at all; what is missing here is not asked. */
export interface PhotoFilter {
  /** Days, "2021-05-12", both included. */
  readonly takenFrom?: string;
  readonly takenTo?: string;
  readonly shape?: "landscape" | "portrait" | "square";
  readonly camera?: string;
  /** As `typeOf` names it. */
  readonly type?: string;
  /** How the photo's key begins: folder id, a slash, the path of a folder within. */
  readonly within?: string;
  readonly near?: {
    readonly latitude: number;
    readonly longitude: number;
    readonly km: number;
  };
}

/** How photos that look the same are shown: each for itself where it is null, else as one, but those groups that hold one of `open`. */
export type Folding = { readonly open: readonly PhotoKey[] } | null;

/** How many filters are in use. */
export const filterCount = ({ filter }: Query): number =>
  Object.keys(filter).length;

/** Draws photos near, where its weight is positive, or keeps them away. */
export type QueryPart = { readonly weight: number } & (
  | { readonly kind: "text"; readonly text: string }
  /** A photo of the index, by the name that it is shown with. */
  | { readonly kind: "photo"; readonly key: PhotoKey; readonly name: string }
  /** A picture that was pasted or dropped: it is kept in memory, under its id, until the page is closed. */
  | { readonly kind: "picture"; readonly id: string; readonly name: string }
);

export const emptyQuery: Query = {
  text: "",
  weight: 1,
  parts: [],
  budget: null,
  filter: {},
  order: "score",
  strictness: null,
};

/** Where matches end if nobody chose, and how far the slider goes. See note: the cut-off is the query's own. */
export const usualStrictness = 2;
export const mostStrictness = 4;
/** In fewer photos than this nothing is cut off unasked: they are looked through faster than a wrong cut is noticed. */
const fewPhotos = 200;

/** The strictness in use among so many photos. An order by date needs matches, or it would be the folder's own. */
export const strictnessOf = (
  { strictness, order }: Query,
  photos: number,
): number =>
  strictness ??
  (photos >= fewPhotos || order !== "score" ? usualStrictness : 0);

/** What a part weighs at first: as much as the text where it draws near, half as much where it keeps away. */
export const firstWeight = { like: 1, unlike: -0.5 } as const;
export const weightStep = 0.25;
export const mostWeight = 2;

/** Whether there is nothing to rank by. */
export const isBlank = ({ text, parts }: Query): boolean =>
  text.trim() === "" && parts.length === 0;

/** The same photo, picture or text is one part, with the weight given last. */
export function withPart(query: Query, part: QueryPart): Query {
  const others = query.parts.filter((known) => nameOf(known) !== nameOf(part));
  return { ...query, parts: [...others, part] };
}

export const withoutPart = (query: Query, part: QueryPart): Query => ({
  ...query,
  parts: query.parts.filter((known) => nameOf(known) !== nameOf(part)),
});

/** A part with another weight, in its place. */
export const weighPart = (
  query: Query,
  part: QueryPart,
  weight: number,
): Query => ({
  ...query,
  parts: query.parts.map((known) =>
    nameOf(known) === nameOf(part) ? { ...known, weight } : known,
  ),
});

/** Tells parts of one query apart. */
export function nameOf(part: QueryPart): string {
  switch (part.kind) {
    case "text":
      return `text ${part.text}`;
    case "photo":
      return `photo ${part.key}`;
    case "picture":
      return `picture ${part.id}`;
  }
}

/** Fewer tokens than this say nothing: two of them are special. */
export const leastBudget = 8;

/** How many tokens a model reads at most, where it could read `context` of them. */
export const withinBudget = (
  context: number | null,
  budget: number | null,
): number | null =>
  context === null || budget === null
    ? (context ?? budget)
    : Math.min(context, budget);

/**
 * The next budget on a walk in steps, for the keys: `tokens` and more are all of them.
 * @param tokens of the text, by the model that counts most
 */
export function stepBudget(
  now: number | null,
  by: 1 | -1,
  tokens: number,
): number | null {
  const step = leastBudget;
  const from = Math.min(now ?? tokens, tokens);
  const next =
    by > 0
      ? (Math.floor(from / step) + 1) * step
      : (Math.ceil(from / step) - 1) * step;
  const budget = Math.max(leastBudget, next);
  return budget >= tokens ? null : budget;
}
