/** An address for one photo's picture, given back when it is no longer shown. */
import { useEffect, useState } from "react";
import type { PhotoKey } from "../photo";
import type { Ask } from "./use-engine";

/** By then a picture that was just about to load from an address has: revoked under its hands it would fail, and say so in the console. */
const LOADED_MS = 5000;

export type PhotoUrl =
  | { readonly phase: "loading" }
  | { readonly phase: "shown"; readonly url: string }
  | { readonly phase: "missing" };

interface Loaded {
  readonly key: PhotoKey;
  readonly edition: number;
  readonly photo: PhotoUrl;
}

/**
 * @param which the small stored picture, or the photo itself from its folder
 * @param edition asks again, when it changes, for what was missing: a photo just encoded is ranked a moment before its thumbnail is stored
 */
export function usePhotoUrl(
  engine: Ask,
  which: "thumbnail" | "open",
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
    engine.request(which, { key }).then(show, () => {
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
  }, [engine, which, key, attempt]);
  return current?.photo ?? { phase: "loading" };
}
