/** A link that holds a query: in the fragment of the address, which no browser sends to a server. */
import * as v from "valibot";
import { emptyQuery, isBlank, type Query } from "../query";

const name = "query";

const textPart = v.object({
  kind: v.literal("text"),
  text: v.string(),
  weight: v.number(),
});

const day = v.pipe(v.string(), v.isoDate());

/** Without `within`, which names a folder of this browser. */
const filterSchema = v.object({
  takenFrom: v.optional(day),
  takenTo: v.optional(day),
  shape: v.optional(v.picklist(["landscape", "portrait", "square"])),
  camera: v.optional(v.string()),
  type: v.optional(v.string()),
  near: v.optional(
    v.object({ latitude: v.number(), longitude: v.number(), km: v.number() }),
  ),
});

/** A link comes from anywhere: what is not there or not right is as in an empty query. */
const querySchema = v.object({
  text: v.fallback(v.string(), emptyQuery.text),
  weight: v.fallback(v.number(), emptyQuery.weight),
  parts: v.fallback(v.array(textPart), []),
  budget: v.fallback(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
    emptyQuery.budget,
  ),
  filter: v.fallback(filterSchema, {}),
  order: v.fallback(
    v.picklist(["score", "newest", "oldest"]),
    emptyQuery.order,
  ),
  strictness: v.fallback(v.nullable(v.number()), emptyQuery.strictness),
});

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
