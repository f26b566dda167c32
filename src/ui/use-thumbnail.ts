/** A photo's stored small picture, for as long as it is on screen. */
import { useCallback, useSyncExternalStore } from "react";
import type { PhotoUrl, Pictured, Thumbnails } from "./thumbnails";

export function useThumbnail(
  thumbnails: Thumbnails,
  { key, modifiedMs }: Pictured,
): PhotoUrl {
  const show = useCallback(
    (onChange: () => void) => thumbnails.show({ key, modifiedMs }, onChange),
    [thumbnails, key, modifiedMs],
  );
  return useSyncExternalStore(show, () => thumbnails.of({ key, modifiedMs }));
}
