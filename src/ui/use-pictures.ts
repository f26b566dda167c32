/** Pictures to search by: picked, pasted anywhere, or dropped on the description. */
import {
  useCallback,
  useEffect,
  type ChangeEvent,
  type Dispatch,
  type RefObject,
} from "react";
import { firstWeight, withPart } from "../query";
import { t } from "./language";
import type { Action } from "./reduce";
import type { Ask } from "./use-engine";

export interface PictureActions {
  readonly choose: () => void;
  readonly takeInput: (event: ChangeEvent<HTMLInputElement>) => void;
  /** Whether a picture was dropped on the description: it is then searched by, and no folder to index. */
  readonly takeDropped: (
    transfer: DataTransfer,
    on: EventTarget | null,
  ) => boolean;
}

/** @param input the hidden file input */
export function usePictures(
  engine: Ask,
  input: RefObject<HTMLInputElement | null>,
  dispatch: Dispatch<Action>,
): PictureActions {
  const add = useCallback(
    async (picture: File) => {
      const id = await engine.request("add-picture", { picture });
      const name = picture.name || t("the pasted picture");
      const weight = firstWeight.like;
      dispatch({
        kind: "refined",
        refine: (query) =>
          withPart(query, { kind: "picture", id, name, weight }),
      });
    },
    [engine, dispatch],
  );
  const take = useCallback(
    (transfer: DataTransfer) => {
      const picture = [...transfer.files].find(({ type }) =>
        type.startsWith("image/"),
      );
      if (picture) void add(picture);
      return picture !== undefined;
    },
    [add],
  );
  useEffect(() => {
    const visit = new AbortController();
    window.addEventListener(
      "paste",
      (event) => {
        // Text that comes with a picture of itself, as from a word processor, is meant as text.
        const { clipboardData } = event;
        if (!clipboardData || clipboardData.types.includes("text/plain"))
          return;
        if (take(clipboardData)) event.preventDefault();
      },
      { signal: visit.signal },
    );
    return () => {
      visit.abort();
    };
  }, [take]);
  const takeDropped = useCallback(
    (transfer: DataTransfer, on: EventTarget | null) =>
      on instanceof Element &&
      on.closest("[data-takes=picture]") !== null &&
      take(transfer),
    [take],
  );
  return {
    choose: () => input.current?.click(),
    takeInput({ currentTarget }) {
      const [picture] = currentTarget.files ?? [];
      // Emptied, so that the same picture picked again is a change again.
      currentTarget.value = "";
      if (picture) void add(picture);
    },
    takeDropped,
  };
}
