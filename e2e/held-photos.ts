/** Indexing that waits for the test: what a person sees on the way stays on screen until it was looked at. */
import type { Page } from "@playwright/test";
import { prefixEngine } from "./engine-script";

const path = "/held-after/";

/** In the engine's worker: a picked file is read once the gates before it have answered. */
const holding = (gates: string) => `
  const { arrayBuffer } = Blob.prototype;
  const gates = ${gates}.map((after) => ({ after }));
  let files = 0;
  Blob.prototype.arrayBuffer = async function () {
    const number = this instanceof File ? ++files : 0;
    for (const gate of gates)
      if (number > gate.after)
        await (gate.opened ??= fetch("${path}" + gate.after));
    return arrayBuffer.call(this);
  };`;

/**
 * From the next load on, indexing stops after so many photos of picked folders, and again after so many. The context must
 * block service workers, which would answer with their own copy of the script.
 * @returns lets it go on, once from each stop
 */
export const holdPhotos = (page: Page, ...stops: number[]) =>
  holdPhotosBeside(page, "", ...stops);

/** The same, with a script of the test's own in the engine's worker. */
export async function holdPhotosBeside(
  page: Page,
  script: string,
  ...stops: number[]
): Promise<() => void> {
  const letGo: (() => void)[] = [];
  await prefixEngine(page, script + holding(JSON.stringify(stops)));
  for (const stop of stops) {
    const opened = new Promise<void>((resolve) => letGo.push(resolve));
    await page.route(`**${path}${String(stop)}`, async (route) => {
      await opened;
      await route.fulfill({ body: "" });
    });
  }
  return () => letGo.shift()?.();
}
