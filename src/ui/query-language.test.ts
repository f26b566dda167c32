/** A query's language is told only where it can be told, and English is never taken for another. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { foreignLanguage } from "./query-language";

test("the sample paragraphs are English", async () => {
  const { queries } = JSON.parse(
    readFileSync("public/samples/samples.json", "utf8"),
  ) as { queries: { text: string }[] };
  expect(queries.length).toBeGreaterThan(0);
  for (const { text } of queries)
    expect(await foreignLanguage(text)).toBeNull();
});

test("a sentence in another language is told by its name", async () => {
  const sentences = {
    de: "ein brauner Hund läuft über die Wiese",
    vi: "một con chó nâu chạy trên bãi cỏ",
    nl: "een bruine hond rent over het gras achter het huis",
    es: "un perro marrón corre por la hierba",
    fr: "un chien brun court dans l’herbe devant la maison",
    zh: "一只棕色的狗在草地上奔跑",
  };
  for (const [language, sentence] of Object.entries(sentences))
    expect(await foreignLanguage(sentence)).toBe(language);
});

test("a few words are too few to tell", async () => {
  expect(await foreignLanguage("")).toBeNull();
  expect(await foreignLanguage("ein Hund")).toBeNull();
  expect(await foreignLanguage("château de Chambord")).toBeNull();
  expect(await foreignLanguage("2019 / 04 / 12, 14:03:22.000000")).toBeNull();
});
