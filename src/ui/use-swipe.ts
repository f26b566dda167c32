/** On narrow screens the rankings lie side by side and are swiped; this tells which one is in view, and goes to another. */
import { useCallback, useRef, useState, type RefObject } from "react";

export interface Swipe {
  readonly strip: RefObject<HTMLDivElement | null>;
  /** Which panel is in view, from 0. */
  readonly shown: number;
  readonly onScroll: () => void;
  readonly goTo: (panel: number) => void;
}

export function useSwipe(): Swipe {
  const strip = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(0);
  const onScroll = useCallback(() => {
    const { scrollLeft = 0, clientWidth = 1 } = strip.current ?? {};
    setShown(Math.round(scrollLeft / Math.max(1, clientWidth)));
  }, []);
  const goTo = useCallback((panel: number) => {
    // How fast is left to the stylesheet, which knows who asked for less motion.
    strip.current?.scrollTo({ left: panel * strip.current.clientWidth });
  }, []);
  return { strip, shown, onScroll, goTo };
}
