/**
 * What OpenAI's tokenizer, and OpenCLIP's after it, does to a text before it looks for words: ftfy.fix_text, HTML's
 * entities twice, single spaces, small letters. Other tokenizers do none of it. See note: two kinds of CLIP tokenizer.
 */
import { decodeHTML } from "entities";

/** Windows-1252 from byte 0x80; the rest of it is Latin-1. Written out, since not every TextDecoder has these. */
const c1 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
const characters = Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 && byte < 0xa0
    ? c1.charAt(byte - 0x80)
    : String.fromCharCode(byte),
);
const byteOf = new Map(characters.map((character, byte) => [character, byte]));

/** UTF-8 that was read as Windows-1252: two bytes in a row prove little unless the first is Â or Ã. */
const more = `[${characters.slice(0x80, 0xc0).join("")}]`;
const misread = new RegExp(
  `(?:[ÂÃ]${more}|[à-ï]${more}{2}|[ð-ô]${more}{3})+|(?:[Ä-ß]${more}){2,}`,
  "g",
);

const ligatures = /[ĲĳŉǄ-ǌǱ-ǳﬀ-ﬆ]/g;

function repairEncoding(text: string): string {
  return text.replace(misread, (run) => {
    const bytes = Uint8Array.from(
      run,
      (character) => byteOf.get(character) ?? 0,
    );
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return run;
    }
  });
}

/* eslint-disable no-control-regex -- controls, and terminals' colours, are what goes */
function fixOnce(text: string, hasTags: boolean): string {
  const unescaped = hasTags
    ? text
    : text.replace(/&#?[0-9a-z]{1,24};/gi, (entity) => decodeHTML(entity));
  return repairEncoding(unescaped)
    .replace(
      /[\x80-\x9f]/g,
      (control) => characters[control.charCodeAt(0)] ?? "",
    )
    .replace(/ﬅ/g, "ſt")
    .replace(ligatures, (ligature) => ligature.normalize("NFKC"))
    .replace(/[\u3000\uff01-\uffef]/g, (wide) => wide.normalize("NFKC"))
    .replace(/[\u02bc\u2018-\u201b]/g, "'")
    .replace(/[\u201c-\u201f]/g, '"')
    .replace(/\r\n|[\r\u2028\u2029\u0085]/g, "\n")
    .replace(/\x1b\[[\d;]*[a-z]/gi, "")
    .replace(/[\0-\x08\x0b\x0e-\x1f\x7f\u206a-\u206f\ufeff\ufff9-\ufffc]/g, "")
    .normalize("NFC");
}

/* eslint-enable no-control-regex */

/** @returns the text as OpenAI's tokenizer splits it into words */
export function cleanText(text: string): string {
  const hasTags = text.includes("<");
  let before = text;
  let fixed = fixOnce(text, hasTags);
  while (fixed !== before) {
    before = fixed;
    fixed = fixOnce(fixed, hasTags);
  }
  return decodeHTML(decodeHTML(fixed))
    .trim()
    .replace(/\s+/g, " ")
    .toLowerCase();
}
