/** How far a model reads a text. */
import { readText } from "../encoders/text-encoder";
import type { Tokenizer } from "../encoders/tokenizer";
import type { Reading } from "../photo";
import type { Installed } from "./library";

/** @param budget tokens at most, where the model could read more; null for as many as it can */
export function readingOf(
  { spec }: Installed,
  tokenizer: Tokenizer,
  text: string,
  budget: number | null,
): Reading {
  const { id, text: tower } = spec;
  const { ids, total, cut } = readText(tokenizer, spec, text, budget);
  const beyond =
    ids.length > tower.trainedContext
      ? readText(tokenizer, spec, text, tower.trainedContext).cut
      : null;
  return { model: id, tokens: total, read: ids.length, cut, beyond };
}
