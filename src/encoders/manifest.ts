/** models/manifest.json, which the exporter writes: the one home of every model's numbers. */
import * as v from "valibot";
import { FailureError } from "../failures";

/** Inside the bundle's own folder: no way up, no root, no other origin. */
const path = v.pipe(
  v.string(),
  v.check(
    (text) =>
      !/[\\:\0]/.test(text) &&
      text
        .split("/")
        .every((part) => part !== "" && part !== "." && part !== ".."),
    "is no path inside the model's folder",
  ),
);

/** Ids name parts of the page and of the index. */
const id = v.pipe(
  v.string(),
  v.regex(
    /^[a-z0-9](?:[\w-]|\.(?!\.))*$/i,
    "an id has letters, digits, dots, - and _ only",
  ),
);

const files = v.pipe(
  v.record(v.string(), path),
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
  id,
  title: v.string(),
  family: v.string(),
  origin: v.string(),
  licence: v.string(),
  /** What its text tower reads, as ISO 639-1 codes, or "mul" for a great many. */
  languages: v.optional(v.array(v.string()), ["en"]),
  dim: v.pipe(v.number(), v.integer(), v.minValue(1)),
  vision: v.string(),
  text: v.object({
    context: v.nullable(v.pipe(v.number(), v.minValue(3))),
    trainedContext: v.number(),
    positions: v.picklist(["absolute", "rotary"]),
    theta: v.optional(v.number()),
    pooling: v.picklist(["mean", "end"]),
    endTokenId: v.number(),
    tokenizer: path,
    revision: v.string(),
    files,
  }),
});

const manifestSchema = v.pipe(
  v.object({
    version: v.literal(1),
    vision: v.record(id, visionSchema),
    models: v.pipe(v.array(modelSchema), v.minLength(1, "models is empty")),
    golden: path,
    externalData: v.optional(v.record(v.string(), v.array(path)), {}),
    sizeBytes: v.optional(v.record(v.string(), v.number()), {}),
  }),
  v.check(
    ({ vision, models }) =>
      models.every((model) => Object.hasOwn(vision, model.vision)),
    "a model names an image tower that is not under vision",
  ),
  v.check(
    ({ models }) =>
      new Set(models.map((model) => model.id)).size === models.length,
    "two models have one id",
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
      file: path,
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

/** The tokenizer_config.json that lies beside every tokenizer.json. */
export const tokenizerConfig = (tokenizer: string) =>
  tokenizer.replace(/[^/]*$/, "tokenizer_config.json");

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
