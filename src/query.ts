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
}

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
};

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
