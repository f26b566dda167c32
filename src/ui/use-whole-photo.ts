/** An address for the photo itself, from its folder; given back when it is no longer shown. */
import { useEffect, useState } from "react";
import type { PhotoKey } from "../photo";
import type { PhotoUrl } from "./thumbnails";
import type { Ask } from "./use-engine";

/** By then a picture that was just about to load from an address has: revoked under its hands it would fail, and say so in the console. */
const LOADED_MS = 5000;

interface Loaded {
  readonly key: PhotoKey;
  readonly edition: number;
  readonly photo: PhotoUrl;
}

/** @param edition asks again, when it changes, for what was missing: its folder may have been connected since */
export function useWholePhoto(
  engine: Ask,
  key: PhotoKey,
  edition: number,
): PhotoUrl {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const current = loaded?.key === key ? loaded : null;
  const attempt = current?.photo.phase === "shown" ? current.edition : edition;
  useEffect(() => {
    let url: string | null = null;
    let wanted = true;
    const show = (blob: Blob | null) => {
      if (!wanted) return;
      url = blob && URL.createObjectURL(blob);
      const photo: PhotoUrl =
        url === null ? { phase: "missing" } : { phase: "shown", url };
      setLoaded({ key, edition: attempt, photo });
    };
    engine.request("open", { key }).then(show, () => {
      show(null);
    });
    return () => {
      wanted = false;
      if (url === null) return;
      const shown = url;
      setTimeout(() => {
        URL.revokeObjectURL(shown);
      }, LOADED_MS);
    };
  }, [engine, key, attempt]);
  return current?.photo ?? { phase: "loading" };
}
