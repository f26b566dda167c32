/** Closes an open `<details>` popover on Escape and on a press elsewhere. */
import { useEffect, useRef, type RefObject } from "react";

export function useDismiss(): RefObject<HTMLDetailsElement | null> {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const visit = new AbortController();
    const { signal } = visit;
    window.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape" || !details.current?.open) return;
        const hadFocus = details.current.contains(document.activeElement);
        details.current.open = false;
        if (hadFocus) details.current.querySelector("summary")?.focus();
      },
      { signal },
    );
    window.addEventListener(
      "pointerdown",
      ({ target }) => {
        if (
          details.current &&
          target instanceof Node &&
          !details.current.contains(target)
        )
          details.current.open = false;
      },
      { signal },
    );
    return () => {
      visit.abort();
    };
  }, []);
  return details;
}
