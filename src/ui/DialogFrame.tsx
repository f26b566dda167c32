/** What every page in a dialog has: its heading, its close button, and a way out by a press beside it. */
import { X } from "lucide-react";
import { useId, type ReactNode } from "react";
import { t } from "./language";
import { closeBeside, useDialog } from "./use-dialog";

interface Props {
  readonly heading: string;
  readonly size: "narrow" | "wide";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function DialogFrame({ heading, size, onClose, children }: Props) {
  const dialog = useDialog();
  const headingId = useId();
  return (
    <dialog
      ref={dialog}
      className="dialog"
      data-size={size}
      aria-labelledby={headingId}
      onClose={onClose}
      onClick={closeBeside}
    >
      <div className="dialog-frame">
        <div className="dialog-head">
          <h2 id={headingId}>{heading}</h2>
          <button
            type="button"
            className="close"
            onClick={() => dialog.current?.close()}
          >
            <X aria-hidden /> {t("Close")}
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
