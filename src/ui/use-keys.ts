/** The page's own keys: `/` goes to the query. */
import { useEffect, type RefObject } from "react";

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest("input[type=text], textarea, select, dialog") !== null);

export function useQueryKey(
  query: RefObject<HTMLTextAreaElement | null>,
): void {
  useEffect(() => {
    const visit = new AbortController();
    window.addEventListener(
      "keydown",
      (event) => {
        if (
          event.key !== "/" ||
          event.ctrlKey ||
          event.metaKey ||
          event.altKey ||
          isWriting(event.target)
        )
          return;
        event.preventDefault();
        query.current?.focus();
      },
      { signal: visit.signal },
    );
    return () => {
      visit.abort();
    };
  }, [query]);
}
