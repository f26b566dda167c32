/** Whether the browser believes that there is a network. */
import { useSyncExternalStore } from "react";

export const useOnline = (): boolean =>
  useSyncExternalStore(onChange, () => navigator.onLine);

function onChange(listener: () => void): () => void {
  const visit = new AbortController();
  window.addEventListener("online", listener, { signal: visit.signal });
  window.addEventListener("offline", listener, { signal: visit.signal });
  return () => {
    visit.abort();
  };
}
