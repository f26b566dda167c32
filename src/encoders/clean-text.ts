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
/** Each page: a character, and its byte as a Latin-1 character. */
const latin1 = characters.map((_, byte) => String.fromCharCode(byte));
const pages = [latin1, characters].map(
  (page) => new Map(page.map((character, byte) => [character, latin1[byte]])),
);

/** UTF-8 that was read as either: two bytes in a row prove little unless the first is Â or Ã, and "Ã…" nothing. */
const more = `[\x80-\x9f${characters.slice(0x80, 0xc0).join("")}]`;
const marked = `[ÂÃ](?!…)${more}`;
const letters = `[à-ï]${more}{2}|[ð-ô]${more}{3}`;
const pairs = `(?:[Ä-ß]${more}){2,}`;
const misreadLine = new RegExp(
  `${marked}|${letters}|${pairs}|(?:^|[a-z]\\s?)[ÂÃ] `,
);
const misreadRuns = new RegExp(`(?:${marked}|[ÂÃ] |${letters})+|${pairs}`, "g");

const ligatures = /[ĲĳŉǄ-ǌǱ-ǳﬀ-ﬆ]/g;

/** The bytes, each as a Latin-1 character; undefined where a character is of neither code page. */
function bytesOf(text: string): string | undefined {
  for (const page of pages) {
    const bytes = Array.from(text, (character) => page.get(character));
    if (!bytes.includes(undefined)) return bytes.join("");
  }
  return undefined;
}

/**
 * Byte A0 was taken for a space, and became one; ftfy's rules of where it was no space (restore_byte_a0). The first leaves
 * Portuguese "à" before its own words alone.
 */
function restoreByteA0(bytes: string): string {
  return bytes
    .replace(/\xc3 (?! |quele|quela|quilo|s )/g, "\xc3\xa0 ")
    .replace(
      /[\xc2\xc3\xc5\xce\xd0\xd9] |[\xe2\xe3] [\x80-\x84\x86-\x9f\xa1-\xbf]|[\xe0-\xe3][\x80-\x84\x86-\x9f\xa1-\xbf] |\xf0(?: [\x80-\xbf]{2}|[\x80-\xbf] [\x80-\xbf]|[\x80-\xbf]{2} )/g,
      (letter) => letter.replace(" ", "\xa0"),
    );
}

/** The text that was misread, or undefined where its bytes are no UTF-8. */
function rereadAsUtf8(text: string): string | undefined {
  const bytes = bytesOf(text);
  if (bytes === undefined) return undefined;
  const restored = Uint8Array.from(restoreByteA0(bytes), (byte) =>
    byte.charCodeAt(0),
  );
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(restored);
  } catch {
    return undefined;
  }
}

/** A line is misread as a whole, or else in runs of it. */
function repairEncoding(line: string): string {
  if (!misreadLine.test(line)) return line;
  return (
    rereadAsUtf8(line) ??
    line.replace(misreadRuns, (run) => rereadAsUtf8(run) ?? run)
  );
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

function fixLine(line: string, hasTags: boolean): string {
  let before = line;
  let fixed = fixOnce(line, hasTags);
  while (fixed !== before) {
    before = fixed;
    fixed = fixOnce(fixed, hasTags);
  }
  return fixed;
}

/** @returns the text as OpenAI's tokenizer splits it into words */
export function cleanText(text: string): string {
  let hasTags = false; // from the first line with one on
  const lines = text.split(/(?<=\n)/).map((line) => {
    hasTags ||= line.includes("<");
    return fixLine(line, hasTags);
  });
  return decodeHTML(decodeHTML(lines.join("")))
    .trim()
    .replace(/\s+/g, " ")
    .toLowerCase();
}
