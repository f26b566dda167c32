/** The keyboard in the rankings: one photo of each can be reached by Tab, arrows go on from there, and across the columns. */
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from "react";
import type { SearchResult } from "../engine/messages";
import type { PhotoKey } from "../photo";
import type { OpenedPhoto } from "./app-state";
import { stepIn, type Place } from "./grid-steps";
import type { Ask } from "./use-engine";

export interface FocusedPlace extends Place {
  /** null while the photo is on its way. */
  readonly key: PhotoKey | null;
}

/** The photo that has the focus or had it last. */
export function useFocusedPlace(
  engine: Ask,
  columns: RefObject<HTMLElement | null>,
  result: SearchResult | null,
): [FocusedPlace | null, (place: FocusedPlace) => void] {
  const [focused, setFocused] = useState<FocusedPlace | null>(null);
  useLayoutEffect(() => {
    const card = focused && cardAt(columns.current, focused);
    if (!card || card === document.activeElement) return;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [columns, focused]);

  const search = result?.search;
  const key = focused?.key;
  const model = focused?.model;
  useEffect(() => {
    if (search === undefined || model === undefined || !key) return undefined;
    // A newer ranking has another photo where the focus is: it goes after its own, unless the person has left the photos.
    const isIn = () =>
      columns.current?.contains(document.activeElement) === true;
    if (!isIn()) return undefined;
    let wanted = true;
    engine.request("find", { search, model, keys: [key] }).then(
      (found) => {
        const photo = found?.[0];
        if (wanted && photo && photo.place > 0 && isIn())
          setFocused({ model, at: photo.place - 1, key });
      },
      () => {
        // The focus stays at its place.
      },
    );
    return () => {
      wanted = false;
    };
    // Only a newer search moves the focus; where a person moved it to is right already.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [engine, columns, search]);
  return [focused, setFocused];
}

/** What the columns do with keys and focus. */
export function gridHandlers(
  result: SearchResult | null,
  lanes: number,
  setFocused: (place: FocusedPlace) => void,
  onLeave: () => void,
) {
  return {
    onFocus({ target }: { readonly target: EventTarget }) {
      const place = placeOf(target);
      if (place) setFocused(place);
    },
    onKeyDown(event: KeyboardEvent) {
      const place = placeOf(event.target);
      if (!place || !result || event.altKey) return;
      if (event.key === "Escape") onLeave();
      const to = stepIn(event, place, result.rankings, lanes);
      if (!to) return;
      event.preventDefault();
      setFocused({ ...to, key: null });
    },
  };
}

function placeOf(target: EventTarget): FocusedPlace | null {
  if (!(target instanceof HTMLElement)) return null;
  const { at, key } = target.dataset;
  const model = target.closest<HTMLElement>(".ranking")?.dataset["model"];
  if (at === undefined || model === undefined) return null;
  return { model, at: Number(at), key: (key as PhotoKey | undefined) ?? null };
}

const cardAt = (columns: HTMLElement | null, { model, at }: Place) =>
  columns?.querySelector<HTMLElement>(
    `[data-model="${CSS.escape(model)}"] [data-at="${String(at)}"]`,
  );

/** Where a person walked on in the large photo, the focus goes to the photo that was shown last; else it goes back by itself. */
export function useFocusAfter(
  opened: OpenedPhoto | null,
  setFocused: (place: FocusedPlace) => void,
): void {
  const shown = useRef<{ first: OpenedPhoto; last: OpenedPhoto } | null>(null);
  useEffect(() => {
    if (opened) {
      shown.current = { first: shown.current?.first ?? opened, last: opened };
      return;
    }
    const walked = shown.current;
    shown.current = null;
    if (!walked || walked.first.photo.key === walked.last.photo.key) return;
    const { model, photo } = walked.last;
    if (photo.place > 0)
      setFocused({ model, at: photo.place - 1, key: photo.key });
  }, [opened, setFocused]);
}
