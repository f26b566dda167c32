/** The engine stands still right before a step of its own, so that a kill meets it there and nowhere else. */
import type { BrowserContext } from "@playwright/test";
import { prefixEngine } from "./engine-script";

const path = "/engine-stands-still";
/** In the engine's worker: a question that is never answered, asked so that nothing goes on meanwhile. */
const standStill = `() => {
  const question = new XMLHttpRequest();
  question.open("GET", "${path}", false);
  question.send();
}`;

/** Before the engine writes to a store, or deletes from it, for the n-th time: in the midst of a transaction. */
export const beforeWrite = (call: "put" | "delete", store: string, n = 1) => `{
  const write = IDBObjectStore.prototype.${call};
  const standStill = ${standStill};
  let writes = 0;
  IDBObjectStore.prototype.${call} = function (...args) {
    if (this.name === "${store}" && ++writes === ${n}) standStill();
    return write.apply(this, args);
  };
}`;

/** Before the engine looks at the time of a picked file for the n-th time. */
export const beforeFile = (n: number) => `{
  const time = Object.getOwnPropertyDescriptor(File.prototype, "lastModified");
  const standStill = ${standStill};
  let files = 0;
  Object.defineProperty(File.prototype, "lastModified", {
    get() {
      if (++files === ${n}) standStill();
      return time.get.call(this);
    },
  });
}`;

/**
 * From the next load on; the context must block service workers.
 * @param step one of the above
 * @returns resolves when the engine has come to it
 */
export async function stopEngine(
  context: BrowserContext,
  step: string,
): Promise<() => Promise<void>> {
  await prefixEngine(context, step);
  const reached = new Promise<void>((resolve) => {
    void context.route(`**${path}`, () => {
      resolve();
    });
  });
  return () => reached;
}
