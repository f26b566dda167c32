/** CLIP's real vocabulary: the browser's tokenizer against each family's own, on a thousand strings. No page is opened. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { Tokenizer } from "../src/encoders/tokenizer";
import { readJson } from "./fixtures";
import { python } from "./pillow";

const endTokenId = 49407;

test(
  "a thousand strings get the ids of transformers' tokenizer and, cleaned, of OpenAI's",
  { tag: "@long" },
  () => {
    const out = mkdtempSync(join(tmpdir(), "tulip-tokens-"));
    const expected = JSON.parse(python(["e2e/clip_tokens.py", out])) as {
      texts: string[];
    } & Record<"hugging-face" | "openai", number[][]>;
    expect(expected.texts).toHaveLength(1000);
    const json = readJson(join(out, "tokenizer.json")) as object;
    const config = { tokenizer_class: "CLIPTokenizer" };
    const tokenizers = {
      "hugging-face": new Tokenizer(json, config),
      openai: new Tokenizer(json, { ...config, cleaning: "openai" }),
    };
    const differing = (family: "hugging-face" | "openai") =>
      expected.texts.filter(
        (text, i) =>
          JSON.stringify(
            tokenizers[family].read(text, null, endTokenId).ids,
          ) !== JSON.stringify(expected[family][i]),
      );
    expect(differing("hugging-face")).toEqual([]);
    expect(differing("openai")).toEqual([]);
    // A literal end token is one: the text tower reads its vector at the first.
    const { ids } = tokenizers.openai.read(
      "a dog<|endoftext|>a cat",
      null,
      endTokenId,
    );
    expect(ids.indexOf(endTokenId)).toBe(3);
  },
);
