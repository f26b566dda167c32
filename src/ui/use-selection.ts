/** The photos that a person selected, by a check mark, by Space, or a stretch of a ranking with Shift. They stay through other queries. */
import { useMemo, useRef, useState } from "react";
import type { PhotoKey, RankedPhoto } from "../photo";
import type { Ask } from "./use-engine";

/** As they stood in the ranking that they were selected from, in the order of selection. */
export type Selected = ReadonlyMap<PhotoKey, RankedPhoto>;

export interface Selection {
  readonly selected: Selected;
  /** @param stretch everything from the photo selected last, in the same ranking */
  readonly select: (
    model: string,
    photo: RankedPhoto,
    stretch: boolean,
  ) => void;
  readonly clear: () => void;
}

/** @param search the search whose rankings are on screen */
export function useSelection(
  engine: Ask,
  search: number | undefined,
): Selection {
  const [selected, setSelected] = useState<Selected>(() => new Map());
  /** Where a stretch starts. */
  const anchor = useRef<{ model: string; key: PhotoKey } | null>(null);
  const actions = useMemo(() => {
    const add = (photos: readonly RankedPhoto[]) => {
      setSelected(
        (now) =>
          new Map([...now, ...photos.map((one) => [one.key, one] as const)]),
      );
    };
    const stretchTo = async (model: string, to: RankedPhoto) => {
      const start = anchor.current;
      if (search === undefined || start?.model !== model) return [to];
      const keys = [start.key];
      const found = await engine.request("find", { search, model, keys });
      const places = [found?.[0]?.place ?? to.place, to.place];
      const from = Math.min(...places) - 1;
      const count = Math.max(...places) - from;
      const stretch = { search, model, from, count };
      return (await engine.request("ranked", stretch)) ?? [to];
    };
    return {
      select(model: string, photo: RankedPhoto, stretch: boolean) {
        if (stretch) {
          // Where the engine can't tell what lies between, the photo itself is what was meant at least.
          stretchTo(model, photo).then(add, () => {
            add([photo]);
          });
          return;
        }
        anchor.current = { model, key: photo.key };
        setSelected((now) => {
          const next = new Map(now);
          if (!next.delete(photo.key)) next.set(photo.key, photo);
          return next;
        });
      },
      clear() {
        anchor.current = null;
        setSelected((now) => (now.size === 0 ? now : new Map()));
      },
    };
  }, [engine, search]);
  return { selected, ...actions };
}
