/** models/manifest.json, which the exporter writes: the one home of every model's numbers. */
import * as v from "valibot";
import { FailureError } from "../failures";

const files = v.pipe(
  v.record(v.string(), v.string()),
  v.check((named) => Object.keys(named).length > 0, "files names no file"),
);

const visionSchema = v.object({
  side: v.number(),
  resize: v.object({
    mode: v.picklist(["stretch", "cover-center"]),
    interpolation: v.literal("bicubic"),
    antialias: v.literal(true),
  }),
  mean: v.tuple([v.number(), v.number(), v.number()]),
  std: v.tuple([v.number(), v.number(), v.number()]),
  revision: v.string(),
  files,
});

const modelSchema = v.object({
  id: v.string(),
  title: v.string(),
  family: v.string(),
  origin: v.string(),
  licence: v.string(),
  dim: v.number(),
  vision: v.string(),
  text: v.object({
    context: v.nullable(v.pipe(v.number(), v.minValue(3))),
    trainedContext: v.number(),
    positions: v.picklist(["absolute", "rotary"]),
    theta: v.optional(v.number()),
    pooling: v.picklist(["mean", "end"]),
    endTokenId: v.number(),
    tokenizer: v.string(),
    revision: v.string(),
    files,
  }),
});

const manifestSchema = v.pipe(
  v.object({
    version: v.literal(1),
    vision: v.record(v.string(), visionSchema),
    models: v.pipe(v.array(modelSchema), v.minLength(1, "models is empty")),
    golden: v.string(),
    externalData: v.optional(v.record(v.string(), v.array(v.string())), {}),
  }),
  v.check(
    ({ vision, models }) =>
      models.every((model) => Object.hasOwn(vision, model.vision)),
    "a model names an image tower that is not under vision",
  ),
);

const goldenSchema = v.object({
  texts: v.array(
    v.object({
      model: v.string(),
      text: v.string(),
      ids: v.array(v.number()),
      vector: v.array(v.number()),
    }),
  ),
  photos: v.array(
    v.object({
      vision: v.string(),
      file: v.string(),
      vector: v.array(v.number()),
    }),
  ),
  tolerance: v.record(v.string(), v.number()),
});

export type Manifest = v.InferOutput<typeof manifestSchema>;
export type VisionSpec = v.InferOutput<typeof visionSchema>;
export type ModelSpec = v.InferOutput<typeof modelSchema>;
/** Inputs and the vectors that the exporter got for them, for the self-test at load. */
export type Golden = v.InferOutput<typeof goldenSchema>;

/** @throws FailureError manifest, naming the field that is wrong */
export const parseManifest = (json: unknown): Manifest =>
  check(manifestSchema, json);

/** @throws FailureError manifest, naming the field that is wrong */
export const parseGolden = (json: unknown): Golden => check(goldenSchema, json);

function check<S extends v.GenericSchema>(
  schema: S,
  json: unknown,
): v.InferOutput<S> {
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new FailureError({
    kind: "manifest",
    reason: `${v.getDotPath(issue) ?? "the file"}: ${issue.message}`,
  });
}
