/** Folders in the browser's own file system, whose handles last over reloads: no headless test can use the real picker. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Page } from "@playwright/test";

/** Puts photos into such a folder, new or there already, and answers the picker with it from now on. */
export async function answerPicker(
  page: Page,
  name: string,
  photos: readonly string[],
): Promise<void> {
  await page.evaluate(
    async ({ name, files }) => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle(name, { create: true });
      for (const { name, bytes } of files) {
        const file = await folder.getFileHandle(name, { create: true });
        const writable = await file.createWritable();
        await writable.write(
          Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)),
        );
        await writable.close();
      }
      window.showDirectoryPicker = () => Promise.resolve(folder);
    },
    {
      name,
      files: photos.map((photo) => ({
        name: basename(photo),
        bytes: readFileSync(photo).toString("base64"),
      })),
    },
  );
}

/** Moves a photo into another folder, as a file manager does; removes it where `to` is null. */
export async function movePhoto(
  page: Page,
  photo: string,
  from: string,
  to: string | null,
): Promise<void> {
  await page.evaluate(
    async ({ name, from, to }) => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle(from);
      if (to !== null) {
        const source = await (await folder.getFileHandle(name)).getFile();
        const target = await root.getDirectoryHandle(to);
        const file = await target.getFileHandle(name, { create: true });
        const writable = await file.createWritable();
        await source.stream().pipeTo(writable);
      }
      await folder.removeEntry(name);
    },
    { name: basename(photo), from, to },
  );
}
