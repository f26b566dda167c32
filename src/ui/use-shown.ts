/** Brings what has just appeared into sight, where the page around it is longer than the screen. */
import { useEffect, useRef, type RefObject } from "react";

export function useShown<Part extends HTMLElement>(): RefObject<Part | null> {
  const part = useRef<Part>(null);
  useEffect(() => {
    part.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return part;
}
