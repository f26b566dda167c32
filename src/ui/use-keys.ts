/** Keys that work all over the page, except where a person writes. */
import { useEffect, useEffectEvent } from "react";

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest(
      // A dialog just closed holds the focus until the next frame: a key pressed by then is the page's.
      "input:not([type=range], [type=checkbox], [type=radio]), textarea, select, dialog[open]",
    ) !== null);

/** @param actions by key, as KeyboardEvent.key names it */
export function usePageKeys(
  actions: Readonly<Record<string, () => void>>,
): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const action = actions[event.key];
    if (
      !action ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      isWriting(event.target)
    )
      return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const visit = new AbortController();
    window.addEventListener("keydown", press, { signal: visit.signal });
    return () => {
      visit.abort();
    };
  }, []);
}
