/** Checks a query that comes from outside, and the models it was asked of: what is not right in a query is as in an empty one. */
import * as v from "valibot";
import { mostCompared } from "./compare";
import type { PhotoKey } from "./photo";
import { emptyQuery } from "./query";

const textPart = v.object({
  kind: v.literal("text"),
  text: v.string(),
  weight: v.number(),
});

/** Means something where the photo's folder is. */
const photoPart = v.object({
  kind: v.literal("photo"),
  key: v.custom<PhotoKey>((key) => typeof key === "string"),
  name: v.string(),
  weight: v.number(),
});

const day = v.pipe(v.string(), v.isoDate());

/** Without `within`, which names a folder of one browser. */
export const filterSchema = v.object({
  takenFrom: v.optional(day),
  takenTo: v.optional(day),
  shape: v.optional(v.picklist(["landscape", "portrait", "square"])),
  camera: v.optional(v.string()),
  type: v.optional(v.string()),
  near: v.optional(
    v.object({ latitude: v.number(), longitude: v.number(), km: v.number() }),
  ),
});

/** A query in words. */
export const querySchema = v.object({
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

/** The models that were compared, in the order of their columns. */
export const comparedSchema = v.pipe(
  v.array(v.object({ id: v.string(), title: v.string() })),
  v.maxLength(mostCompared),
);

/** A query of an index that came with it: its photos and folders are known by the same names. */
export const backedUpQuerySchema = v.object({
  ...querySchema.entries,
  parts: v.fallback(v.array(v.variant("kind", [textPart, photoPart])), []),
  filter: v.fallback(
    v.object({ ...filterSchema.entries, within: v.optional(v.string()) }),
    {},
  ),
});
