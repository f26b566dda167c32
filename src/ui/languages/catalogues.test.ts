/** Every sentence of the page is there in every language, with the same values in it. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { languages, type Language } from "../language";
import { readSource, type Sentence } from "./source-sentences";

const { sentences, loose } = readSource("src");

const catalogueOf = (language: Language) =>
  JSON.parse(
    readFileSync(`src/ui/languages/${language}.json`, "utf8"),
  ) as Record<string, string>;

/** The keys under which a language must have a sentence: one for each of its plural forms. */
function keysOf({ words, plural }: Sentence, language: Language): string[] {
  if (plural === "none") return language === "en" ? [] : [words];
  const forms = new Intl.PluralRules(language, {
    type: plural,
  }).resolvedOptions().pluralCategories;
  return forms
    .filter(
      (form) => plural === "ordinal" || language !== "en" || form !== "other",
    )
    .map((form) => `${words}${plural === "ordinal" ? "_ordinal" : ""}_${form}`);
}

const valuesIn = (text: string) =>
  [...new Set(text.match(/\{\{.+?\}\}/g) ?? [])].sort();

test("no words stand in the markup that no catalogue could hold", () => {
  expect(loose).toEqual([]);
});

describe.each(Object.keys(languages) as Language[])("%s", (language) => {
  const catalogue = catalogueOf(language);
  const wanted = new Set(
    sentences.flatMap((sentence) => keysOf(sentence, language)),
  );

  test("has every sentence, and none that the page does not say", () => {
    expect({
      missing: [...wanted].filter((key) => !(key in catalogue)),
      stale: Object.keys(catalogue).filter((key) => !wanted.has(key)),
    }).toEqual({ missing: [], stale: [] });
  });

  test("puts the same values into each sentence, and leaves none empty", () => {
    const wrong = Object.entries(catalogue).filter(([key, text]) => {
      const values = valuesIn(key);
      // The one may say "a photo" where the others give the number.
      const fits = valuesIn(text).every((value) => values.includes(value));
      const whole = values.every(
        (value) =>
          text.includes(value) ||
          (value === "{{count}}" && /_(one|zero|two)$/.test(key)),
      );
      return text.trim() === "" || !fits || !whole;
    });
    expect(wrong).toEqual([]);
  });
});
