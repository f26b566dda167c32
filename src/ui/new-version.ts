/** A new version of the app is put to use where nothing of the one before is running. See note: a new version waits. */

/** Held by every open page, shared; whoever gets it alone is the only one. */
const lock = "tulip-photos page";
/** The page that this one replaces in its tab may take a moment to let go. */
const leavingMs = 1000;
/** A page that does not start is worse than one that starts as it was. */
const activatingMs = 5000;

/** At the start of a page, before anything runs: if it is the only one, the version that waits is taken, by a reload. */
export async function takeNewVersion(): Promise<void> {
  // Both are withheld on insecure addresses.
  if (!("serviceWorker" in navigator && "locks" in navigator)) return;
  const found = await navigator.serviceWorker
    .getRegistration()
    .catch(() => undefined);
  const waiting = found?.waiting;
  if (waiting) await whereAlone(() => reloadWith(waiting));
  void navigator.locks.request(lock, { mode: "shared" }, forever);
}

async function whereAlone(work: () => Promise<void>): Promise<void> {
  const signal = AbortSignal.timeout(leavingMs);
  await navigator.locks.request(lock, { signal }, work).catch(() => {
    // Another page is open and goes on as it is.
  });
}

async function reloadWith(waiting: ServiceWorker): Promise<void> {
  if (waiting.state === "installed")
    await new Promise<unknown>((resolve) => {
      waiting.addEventListener("statechange", resolve, { once: true });
      setTimeout(resolve, activatingMs);
      waiting.postMessage({ type: "SKIP_WAITING" });
    });
  if (waiting.state === "installed" || waiting.state === "redundant") return;
  location.reload();
  await forever();
}

/** As long as the page is there. */
const forever = () => new Promise<void>(() => undefined);
