/** How much of a given text each model reads, for text that is not in the query box. */
import { useEffect, useState } from "react";
import type { ModelInfo } from "../engine/messages";
import type { Reading } from "../photo";
import type { Ask } from "./use-engine";

/**
 * @param models asks again when they change
 * @returns null until it is known, and for good where the models can't be asked
 */
export function useReading(
  engine: Ask,
  text: string,
  models: readonly ModelInfo[],
): readonly Reading[] | null {
  const [readings, setReadings] = useState<readonly Reading[] | null>(null);
  useEffect(() => {
    const visit = new AbortController();
    engine
      .request("read", { text, budget: null }, visit.signal)
      .then(setReadings, () => {
        setReadings(null);
      });
    return () => {
      visit.abort();
    };
  }, [engine, text, models]);
  return readings;
}
