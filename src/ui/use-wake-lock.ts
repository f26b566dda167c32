/** Keeps the screen on, and so the computer awake, while there is work and the person wants it. */
import { useEffect, useState } from "react";

/** Not on insecure addresses. */
export const hasWakeLock = () => "wakeLock" in navigator;

/**
 * The wish, kept between visits, and the lock while the component is mounted.
 * The browser takes the lock back when the page is hidden: it is asked for again when the page is shown.
 */
export function useWakeLock(): [
  wanted: boolean,
  setWanted: (wanted: boolean) => void,
] {
  const [wanted, setWanted] = useState(kept);
  useEffect(() => {
    keep(wanted);
    if (!wanted) return undefined;
    const visit = new AbortController();
    const { signal } = visit;
    const hold = () => {
      if (document.visibilityState === "visible") void holdUntil(signal);
    };
    hold();
    document.addEventListener("visibilitychange", hold, { signal });
    return () => {
      visit.abort();
    };
  }, [wanted]);
  return [wanted, setWanted];
}

async function holdUntil(signal: AbortSignal): Promise<void> {
  try {
    const lock = await navigator.wakeLock.request("screen");
    if (signal.aborted) await lock.release();
    else signal.addEventListener("abort", () => void lock.release());
  } catch {
    // Refused when the battery is low, for one: then the computer sleeps as it always does, and indexing goes on after.
  }
}

function kept(): boolean {
  try {
    return localStorage.getItem("screen-on") === "true";
  } catch {
    return false;
  }
}

function keep(wanted: boolean) {
  try {
    localStorage.setItem("screen-on", String(wanted));
  } catch {
    // Storage may be forbidden; the choice then lasts for this visit.
  }
}
