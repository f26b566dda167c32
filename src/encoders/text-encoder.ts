/** Query -> unit vector: one model's tokenizer and text tower. */
import { Tensor } from "onnxruntime-web/webgpu";
import { normalize, type UnitVector } from "../photo";
import { withinBudget } from "../query";
import type { Bundle } from "./bundle";
import { tokenizerConfig, type Golden, type ModelSpec } from "./manifest";
import { readModelJson, type ModelFiles } from "./model-files";
import { checkGolden } from "./self-test";
import { Session } from "./session";
import { Tokenizer, type Tokens } from "./tokenizer";

/** Vectors kept: a filter, a weight or a photo's explanation asks for the same texts again. 100 kB. */
const recentTexts = 64;

export class TextEncoder {
  readonly #recent = new Map<string, UnitVector>();

  private constructor(
    readonly model: ModelSpec,
    readonly tokenizer: Tokenizer,
    readonly session: Session,
    readonly dtype: string,
  ) {}

  /**
   * Opens a model's text tower on WASM, where texts take milliseconds and every weight format runs.
   * @throws FailureError model-file or self-test
   */
  static async open(
    { files, manifest }: Bundle,
    golden: Golden,
    model: ModelSpec,
    tokenizer: Tokenizer,
  ): Promise<TextEncoder> {
    const [dtype = "", path = ""] = Object.entries(model.text.files)[0] ?? [];
    const session = await Session.open(
      files,
      path,
      manifest.externalData[path] ?? [],
      "wasm",
    );
    const encoder = new TextEncoder(model, tokenizer, session, dtype);
    const cases = golden.texts.filter((text) => text.model === model.id);
    try {
      await checkGolden(
        `text tower of ${model.title}`,
        dtype,
        golden.tolerance[dtype],
        cases,
        ({ ids }) => encoder.encode(ids, true),
      );
      return encoder;
    } catch (error) {
      await encoder.release();
      throw error;
    }
  }

  read(text: string, budget: number | null): Tokens {
    return readText(this.tokenizer, this.model, text, budget);
  }

  /**
   * @param ids as `read` gives them
   * @param urgent goes before photos and explanations that wait
   * @returns [dim], of length 1
   */
  async encode(ids: readonly number[], urgent: boolean): Promise<UnitVector> {
    const name = ids.join();
    const known = this.#recent.get(name);
    const vector = known ?? (await this.#run(ids, urgent));
    // Put last again: what was not asked for longest is forgotten first.
    this.#recent.delete(name);
    this.#recent.set(name, vector);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > recentTexts && oldest !== undefined)
      this.#recent.delete(oldest);
    return vector;
  }

  async #run(ids: readonly number[], urgent: boolean): Promise<UnitVector> {
    const input = new Tensor("int64", BigInt64Array.from(ids, BigInt), [
      1,
      ids.length,
    ]); // [1, seq]
    return normalize(await this.session.run(input, urgent)); // [1, dim]
  }

  release(): Promise<void> {
    return this.session.release();
  }
}

/** @param budget tokens at most, where the model could read more; null for as many as it can */
export const readText = (
  tokenizer: Tokenizer,
  { text: { context, endTokenId } }: ModelSpec,
  text: string,
  budget: number | null,
) => tokenizer.read(text, withinBudget(context, budget), endTokenId);

/** The tokenizer.json that the manifest names and the tokenizer_config.json beside it. */
export async function openTokenizer(
  files: ModelFiles,
  path: string,
): Promise<Tokenizer> {
  const [json, options] = await Promise.all([
    readModelJson(files, path),
    readModelJson(files, tokenizerConfig(path)),
  ]);
  return new Tokenizer(json as object, options as object);
}
