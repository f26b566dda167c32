/** The language of the page: what is said in it, and how it writes numbers and lists. See note: sentences are their own keys. */
import { createInstance } from "i18next";
import english from "./languages/en.json";

/** In their own words, as the switch shows them. */
export const languages = {
  en: "English",
  de: "Deutsch",
  vi: "Tiếng Việt",
  nl: "Nederlands",
  es: "Español",
} as const;
export type Language = keyof typeof languages;

/** Every language but English, which is in the source, is loaded with its first use. */
const catalogues: Record<
  Exclude<Language, "en">,
  () => Promise<{ default: Record<string, string> }>
> = {
  de: () => import("./languages/de.json"),
  vi: () => import("./languages/vi.json"),
  nl: () => import("./languages/nl.json"),
  es: () => import("./languages/es.json"),
};

const i18n = createInstance();
i18n.use({
  type: "formatter",
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: written,
});
void i18n.init({
  lng: "en",
  fallbackLng: "en",
  resources: { en: { translation: english } },
  initAsync: false,
  // A sentence is its own key, so dots and colons are only punctuation; React escapes.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false, alwaysFormat: true },
});

export type Values = Readonly<Record<string, unknown>>;

/**
 * A sentence in the language of the page.
 * @param sentence in English, with the names of values in double braces
 * @param values numbers are written as the language does. `count` chooses the plural; with `ordinal` it is a rank.
 */
export function t(sentence: string, values: Values = {}): string {
  const { count, ordinal } = values;
  return i18n.t(sentence, {
    replace: values,
    ...(typeof count === "number" ? { count } : {}),
    ...(ordinal === true ? { ordinal } : {}),
  });
}

/** How a value is written in a sentence: `{{size, megabytes}}`. */
function written(value: unknown, format?: string): string {
  if (typeof value !== "number") return String(value);
  switch (format) {
    case "megabytes":
      return megabytes(value);
    case "precision":
      return number(value, { maximumSignificantDigits: 2 });
    default:
      return number(value);
  }
}

export const language = (): Language => knownLanguage(i18n.language) ?? "en";

/** What Intl is asked for: English is written here as in Britain. */
export const locale = (): string => {
  const now = language();
  return now === "en" ? "en-GB" : now;
};

export const number = (value: number, options?: Intl.NumberFormatOptions) =>
  value.toLocaleString(locale(), options);

/** "11.6 MB"; from a thousand of them on "1.7 GB". */
export const megabytes = (bytes: number) =>
  number(bytes / (bytes < 1e9 ? 1e6 : 1e9), {
    style: "unit",
    unit: bytes < 1e9 ? "megabyte" : "gigabyte",
    maximumFractionDigits: 1,
  });

/** "a", "a and b", "a, b and c". */
export const list = (words: readonly string[]) =>
  new Intl.ListFormat(locale(), { type: "conjunction" }).format(words);

/** @throws where the catalogue can't be loaded; the page then stays in the language that it has. */
export async function speak(wanted: Language): Promise<void> {
  if (wanted !== "en" && !i18n.hasResourceBundle(wanted, "translation")) {
    const { default: catalogue } = await catalogues[wanted]();
    i18n.addResourceBundle(wanted, "translation", catalogue);
  }
  await i18n.changeLanguage(wanted);
}

/** Calls `listener` when the page has changed its language. */
export function onLanguage(listener: () => void): () => void {
  i18n.on("languageChanged", listener);
  return () => {
    i18n.off("languageChanged", listener);
  };
}

/** The language that a tag such as "de-AT" stands for, if the page speaks it. */
export const knownLanguage = (tag: string): Language | undefined => {
  const [base] = tag.toLowerCase().split("-");
  return (Object.keys(languages) as Language[]).find((each) => each === base);
};
