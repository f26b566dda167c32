/** Removes from the index what belongs to no folder. */
import { openIndex } from "../open-index";
import { folderIdOf } from "../photo";
import type { PhotoIndex } from "../photo-index";

export async function sweepIndex(index: PhotoIndex): Promise<void> {
  const folders = new Set((await index.folders()).map(({ id }) => id));
  for (const id of await photoFolders())
    if (!folders.has(id)) await index.removeFolder(id);
}

/** Ids of the folders that photos name: the cursor jumps from one folder to the next. */
async function photoFolders(): Promise<string[]> {
  const db = await openIndex();
  try {
    const found: string[] = [];
    let cursor = await db.transaction("photos").store.openKeyCursor();
    while (cursor) {
      const id = folderIdOf(cursor.key);
      found.push(id);
      // Behind every key that begins with the id and a slash.
      cursor = await cursor.continue(`${id}0` as typeof cursor.key);
    }
    return found;
  } finally {
    db.close();
  }
}
