/** A photo's own file, from the folder that it lies in. */
import { openPhoto } from "../folder";
import type { PhotoKey } from "../photo";
import type { OpenFolder } from "./open-folders";

/** @returns null where the photo is gone, and while its folder can't be read */
export async function openOriginal(
  key: PhotoKey,
  folder: OpenFolder | undefined,
): Promise<Blob | null> {
  const record = folder?.towers[0].records.get(key);
  if (!record || !folder?.picked) return null;
  const blob = await openPhoto(folder.picked, record.path);
  // A picked file is known by name also when it is there no more: only reading tells.
  const first = blob?.slice(0, 1).arrayBuffer();
  return (
    first?.then(
      () => blob,
      () => null,
    ) ?? null
  );
}
