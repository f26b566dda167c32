/** A button that asks once more before it acts; the focus stays with it. */
import { useRef, useState, type RefObject } from "react";

interface Question {
  readonly asked: boolean;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly ask: () => void;
  readonly letBe: () => void;
}

export function useAsk(): Question {
  const button = useRef<HTMLButtonElement>(null);
  const [asked, setAsked] = useState(false);
  return {
    asked,
    button,
    ask() {
      setAsked(true);
    },
    letBe() {
      setAsked(false);
      button.current?.focus();
    },
  };
}
