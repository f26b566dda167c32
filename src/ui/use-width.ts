/** How wide an element is, in CSS pixels: for what is drawn to fit. */
import { useLayoutEffect, useRef, useState, type RefObject } from "react";

/** @returns 0 until it was measured */
export function useWidth<E extends HTMLElement>(): [
  RefObject<E | null>,
  number,
] {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [element, width];
}
