/** The language of the query, once its writer pauses. */
import { useEffect, useState } from "react";
import type { LanguageAnswer } from "./query-language-worker";

const PAUSE_MS = 600;

let worker: Worker | undefined;
const detector = () =>
  (worker ??= new Worker(
    new URL("./query-language-worker.ts", import.meta.url),
    { type: "module", name: "query-language" },
  ));

/** @returns an ISO 639-1 code, or null where the text is English, is too short to tell, or was not looked at yet */
export function useQueryLanguage(text: string): string | null {
  const [found, setFound] = useState<string | null>(null);
  useEffect(() => {
    const asked = new AbortController();
    const { signal } = asked;
    const timer = setTimeout(() => {
      const listen = ({ data }: MessageEvent<LanguageAnswer>) => {
        if (data.text === text) setFound(data.language);
      };
      detector().addEventListener("message", listen, { signal });
      detector().postMessage(text);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [text]);
  return found;
}
