/** A link that holds a query: in the fragment of the address, which no browser sends to a server. */
import * as v from "valibot";
import { isBlank, type Query } from "../query";
import { filterSchema, querySchema } from "../query-schema";

const name = "query";

/** Words and settings alone: photos, and pictures, stay where they are. */
const withoutPhotos = ({ filter, ...query }: Query) => ({
  ...query,
  filter: v.parse(filterSchema, filter),
  parts: query.parts.filter(({ kind }) => kind === "text"),
});

/** @param page the address of the page, with or without a fragment */
export function linkTo(page: string, query: Query): string {
  const address = new URL(page);
  const fragment = new URLSearchParams({
    [name]: JSON.stringify(withoutPhotos(query)),
  });
  address.hash = fragment.toString();
  return address.href;
}

/** The query that an address holds; null where it holds none. */
export function queryIn(page: string): Query | null {
  const written = new URLSearchParams(new URL(page).hash.slice(1)).get(name);
  if (written === null) return null;
  try {
    const query = v.parse(querySchema, JSON.parse(written)) as Query;
    return isBlank(query) ? null : query;
  } catch {
    return null;
  }
}
