/** Text -> token ids, cut to a context with the end token kept, and where in the text the cut fell. */
import { PreTrainedTokenizer } from "@huggingface/transformers";
import { cleanText } from "./clean-text";

export interface Tokens {
  /** What the text tower reads: special tokens included, at most `context` of them. */
  readonly ids: readonly number[];
  /** How many the whole text has, special ones included. */
  readonly total: number;
  /** UTF-16 offset of the end of the last token read; null when everything was. */
  readonly cut: number | null;
}

export class Tokenizer {
  readonly #tokenizer: PreTrainedTokenizer;
  readonly #clean: (text: string) => string;

  /** @param json a tokenizer.json   @param config the tokenizer_config.json beside it */
  constructor(json: object, config: object) {
    this.#tokenizer = new PreTrainedTokenizer(json, config);
    const cleaned = "cleaning" in config && config.cleaning === "openai";
    // Small letters one by one, as Python's tokenizers make them: JavaScript ends a Greek word with another sigma.
    this.#clean = cleaned ? cleanText : (text) => text.replaceAll("Σ", "σ");
  }

  /**
   * Reads a text as far as a context reaches: the first context - 1 tokens, then the end token.
   * transformers.js' own truncation would lose the end token. See note: truncation keeps the end token.
   */
  read(text: string, context: number | null, endTokenId: number): Tokens {
    const all = this.#tokenizer.encode(this.#clean(text));
    if (context === null || all.length <= context)
      return { ids: all, total: all.length, cut: null };
    const ids = cutTo(all, context, endTokenId);
    const specialsBefore = all.length - this.#pieces(text).length - 1;
    return {
      ids,
      total: all.length,
      cut: this.#endOf(context - 1 - specialsBefore, text),
    };
  }

  #pieces(text: string): string[] {
    return this.#tokenizer.tokenize(this.#clean(text));
  }

  /**
   * Where the first `count` tokens end. transformers.js gives no offsets, so prefixes are tokenised: first at word
   * boundaries, then, if the cut is inside a word, at characters until the prefix spells as much as those tokens do.
   */
  #endOf(count: number, text: string): number {
    const ends = [...text.matchAll(/\S+/gu)].map(
      (word) => word.index + word[0].length,
    );
    const whole = lastWhere(
      ends,
      (end) => this.#pieces(text.slice(0, end)).length <= count,
    );
    const wordEnd = ends[whole] ?? 0;
    const before = this.#pieces(text.slice(0, wordEnd));
    if (before.length === count) return wordEnd;
    const spelled = spelling(
      this.#pieces(text.slice(0, ends[whole + 1])).slice(0, count),
    );
    const characters = characterEnds(
      text,
      wordEnd,
      ends[whole + 1] ?? text.length,
    );
    const short = lastWhere(
      characters,
      (end) => spelling(this.#pieces(text.slice(0, end))) < spelled,
    );
    return characters[short + 1] ?? wordEnd;
  }
}

/** Token ids cut to a context, the end token kept. See note: truncation keeps the end token. */
export const cutTo = (
  ids: readonly number[],
  context: number,
  endTokenId: number,
): readonly number[] =>
  ids.length <= context ? ids : [...ids.slice(0, context - 1), endTokenId];

/** How many characters the tokens stand for ("##" continues a word in BERT's pieces, "</w>" ends one in CLIP's), after the tokenizer's own normalisation. */
const spelling = (pieces: readonly string[]) =>
  pieces.reduce(
    (sum, piece) => sum + piece.replace(/^##|<\/w>$/g, "").length,
    0,
  );

/** UTF-16 offsets after each character of a stretch of text. */
function characterEnds(text: string, from: number, to: number): number[] {
  let at = from;
  return Array.from(
    text.slice(from, to),
    (character) => (at += character.length),
  );
}

/** Index of the last item that holds, where those that hold come first; -1 when none does. */
function lastWhere<T>(
  items: readonly T[],
  holds: (item: T) => boolean,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
