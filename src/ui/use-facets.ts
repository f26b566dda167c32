/** What the photos can be told apart by, for the filters to offer. */
import { useEffect, useState } from "react";
import type { Facets } from "../engine/messages";
import type { Ask } from "./use-engine";

/**
 * @param photos asks anew when it changes
 * @returns null until it is known
 */
export function useFacets(engine: Ask, photos: number): Facets | null {
  const [facets, setFacets] = useState<Facets | null>(null);
  useEffect(() => {
    let wanted = true;
    engine.request("facets", {}).then(
      (found) => {
        if (wanted) setFacets(found);
      },
      () => {
        // Without them the lists stay empty; the search says what is wrong.
      },
    );
    return () => {
      wanted = false;
    };
  }, [engine, photos]);
  return facets;
}
