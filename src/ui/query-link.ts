/** A link that holds a query and the models it is asked of: in the fragment of the address, which no browser sends to a server. */
import * as v from "valibot";
import type { NamedModel } from "../engine/messages";
import { isBlank, type Query } from "../query";
import { comparedSchema, filterSchema, querySchema } from "../query-schema";

export interface Linked {
  readonly query: Query;
  /** In the order of their columns; none where the link names none. */
  readonly models: readonly NamedModel[];
}

/** Words and settings alone: photos, and pictures, stay where they are. */
const withoutPhotos = ({ filter, ...query }: Query) => ({
  ...query,
  filter: v.parse(filterSchema, filter),
  parts: query.parts.filter(({ kind }) => kind === "text"),
});

/** @param page the address of the page, with or without a fragment */
export function linkTo(page: string, { query, models }: Linked): string {
  const address = new URL(page);
  const named = models.map(({ id, title }) => ({ id, title }));
  const fragment = new URLSearchParams({
    query: JSON.stringify(withoutPhotos(query)),
    models: JSON.stringify(named),
  });
  address.hash = fragment.toString();
  return address.href;
}

/** What an address holds; null where it holds no query. */
export function linkedIn(page: string): Linked | null {
  const fragment = new URLSearchParams(new URL(page).hash.slice(1));
  const query = parsed(querySchema, fragment.get("query")) as Query | null;
  if (query === null || isBlank(query)) return null;
  const models = parsed(comparedSchema, fragment.get("models")) ?? [];
  return { query, models };
}

function parsed<T>(
  schema: v.GenericSchema<unknown, T>,
  written: string | null,
): T | null {
  try {
    return v.parse(schema, JSON.parse(written ?? ""));
  } catch {
    return null;
  }
}
