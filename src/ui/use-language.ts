/** The language of the page: a person's choice, else the browser's; kept between visits. */
import { useSyncExternalStore } from "react";
import {
  knownLanguage,
  language,
  onLanguage,
  speak,
  type Language,
} from "./language";

/** Speaks the language kept or that of the browser; where it can't be loaded, the page stays English. */
export async function startLanguage(): Promise<void> {
  const wished = [kept(), ...navigator.languages];
  const first = wished.flatMap((tag) => knownLanguage(tag) ?? [])[0] ?? "en";
  onLanguage(() => {
    document.documentElement.lang = language();
  });
  await speak(first).catch(() => undefined);
}

export async function chooseLanguage(wanted: Language): Promise<void> {
  await speak(wanted);
  try {
    localStorage.setItem("language", wanted);
  } catch {
    // Storage may be forbidden; the choice then lasts for this visit.
  }
}

/** Whoever uses it is rendered anew when the language changes, and what it renders with it. */
export const useLanguage = (): Language =>
  useSyncExternalStore(onLanguage, language);

function kept(): string {
  try {
    return localStorage.getItem("language") ?? "";
  } catch {
    return "";
  }
}
