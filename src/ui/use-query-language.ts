/** The language of the query, once its writer pauses. */
import { useEffect, useState } from "react";
import { foreignLanguage } from "./query-language";

const PAUSE_MS = 600;

/** @returns an ISO 639-1 code, or null where the text is English, is too short to tell, or was not looked at yet */
export function useQueryLanguage(text: string): string | null {
  const [found, setFound] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      foreignLanguage(text).then(
        (language) => {
          if (current) setFound(language);
        },
        () => {
          // Where the detector can't be loaded, nothing is said.
        },
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text]);
  return found;
}
