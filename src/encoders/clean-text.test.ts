/** Expected values are what ftfy.fix_text, html.unescape twice, split and lower gave in Python (open_clip's tokenizer). */
import { expect, test } from "vitest";
import { cleanText } from "./clean-text";

test.each([
  ["entities, twice escaped", "Bread &amp;amp; caf&eacute;", "bread & café"],
  ["curly quotes", "\u201cIt\u2019s\u201d a dog", '"it\'s" a dog'],
  ["UTF-8 read as Windows-1252", "cafÃ©, itâ€™s", "café, it's"],
  ["the same, byte A0 a space since", "dÃ©jÃ  vu Å tab", "déjà vu štab"],
  ["each line by itself", "cafÃ©\nÅ tab", "café å tab"],
  ["a tag in a later line", "&ldquo;a&rdquo;\n&ldquo;b<", '"a" “b<'],
  ["an Å that stands alone", "det går Å tab", "det går å tab"],
  ["the same among other letters", "voilÃ  中文 cafÃ©", "voilà 中文 café"],
  ["UTF-8 read as Latin-1", "itâ\x80\x99s", "it's"],
  ["a curly quote after a capital É", "\u201cCAFÉ\u201d", '"café"'],
  ["ligatures and wide letters", "ﬁne Ｆｕｌｌ", "fine full"],
  ["controls and terminals' colours", "a\x07b \x1b[31mred", "ab red"],
  ["a Greek word's last sigma", "ΟΔΟΣ", "οδος"],
  ["entities beside a tag", "&ldquo;a<b&rdquo;", "\u201ca<b\u201d"],
])("%s", (_, text, expected) => {
  expect(cleanText(text)).toBe(expected);
});

test("a text of any length", () => {
  expect(cleanText("cafÃ© ".repeat(50_000))).toHaveLength(5 * 50_000 - 1);
});
