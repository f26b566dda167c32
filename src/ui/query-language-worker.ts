/** Tells a query's language away from the page, whose thread the detector's table would hold for 50 ms. */
import { foreignLanguage } from "./query-language";

export interface LanguageAnswer {
  readonly text: string;
  /** An ISO 639-1 code, or null. */
  readonly language: string | null;
}

const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = async ({ data: text }: MessageEvent<string>) => {
  // Where the detector can't be loaded, nothing is said.
  const language = await foreignLanguage(text).catch(() => null);
  scope.postMessage({ text, language } satisfies LanguageAnswer);
};
