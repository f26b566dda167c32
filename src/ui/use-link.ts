/** What a link brought: its query, and which models it compares. */
import { useEffect, useState, type Dispatch } from "react";
import { linkedIn } from "./query-link";
import type { ModelActions } from "./models-page";
import type { Action } from "./reduce";

/**
 * Takes query and models out of the address, once for each link that is opened; a reload then starts as usual.
 * @returns the titles of models that are not installed, and the way to hear no more of them
 */
export function useLink(
  compareNamed: ModelActions["compareNamed"],
  dispatch: Dispatch<Action>,
): [readonly string[], () => void] {
  const [absent, setAbsent] = useState<readonly string[]>([]);
  useEffect(() => {
    const visit = new AbortController();
    const take = () => {
      const linked = linkedIn(location.href);
      if (!linked) return;
      history.replaceState(null, "", location.pathname + location.search);
      dispatch({ kind: "query-chosen", query: linked.query });
      compareNamed(linked.models).then(setAbsent, () => {
        // The start failed, or every search will: the page says why.
      });
    };
    take();
    window.addEventListener("hashchange", take, { signal: visit.signal });
    return () => {
      visit.abort();
    };
  }, [compareNamed, dispatch]);
  return [
    absent,
    () => {
      setAbsent([]);
    },
  ];
}
