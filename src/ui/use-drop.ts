/** Makes the whole page a place to drop photos and folders on. */
import { useEffect, useState } from "react";

export type DropState = "away" | "over";

/** @param take gets what was dropped, and on what, while the drop event is still under way */
export function useDrop(
  take: (transfer: DataTransfer, on: EventTarget | null) => void,
): DropState {
  const [state, setState] = useState<DropState>("away");
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    // The pointer enters a child before it leaves the parent, so entries are counted.
    let depth = 0;
    const holdsFiles = (event: DragEvent) =>
      event.dataTransfer?.types.includes("Files") === true;
    const move = (step: 1 | -1) => (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth = Math.max(0, depth + step);
      setState(depth > 0 ? "over" : "away");
    };
    window.addEventListener("dragenter", move(1), { signal });
    window.addEventListener("dragleave", move(-1), { signal });
    window.addEventListener(
      "dragover",
      (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
      },
      { signal },
    );
    window.addEventListener(
      "drop",
      (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        depth = 0;
        setState("away");
        if (event.dataTransfer) take(event.dataTransfer, event.target);
      },
      { signal },
    );
    return () => {
      listening.abort();
    };
  }, [take]);
  return state;
}
