/** Shows a `<dialog>` as a modal for as long as it is mounted. */
import { useEffect, useRef, type MouseEvent, type RefObject } from "react";

export function useDialog(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    // Not closed on unmount: it unmounts because it was closed, and only a close gives the focus back.
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
  }, []);
  return dialog;
}

/** Closes a dialog that is pressed beside its content, which is a press on the dialog itself. */
export function closeBeside({
  target,
  currentTarget,
}: MouseEvent<HTMLDialogElement>): void {
  if (target === currentTarget) currentTarget.close();
}
