/** What is asked for: plain data, so that it goes through JSON, the history and a link unchanged. */

/** All that a ranking depends on, besides the photos and the models. */
export interface Query {
  /** The exact text in the box. */
  readonly text: string;
  /** Tokens of the text that every model reads at most, special ones included; null for as many as each can. */
  readonly budget: number | null;
}

export const emptyQuery: Query = { text: "", budget: null };

/** Fewer tokens than this say nothing: two of them are special. */
export const leastBudget = 8;

/** Whether there is nothing to rank by. */
export const isBlank = ({ text }: Query): boolean => text.trim() === "";

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
