/** What is good to know while nothing failed: heard at once, and above everything else until it is dismissed. */
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "./language";

interface Props {
  readonly icon: ReactNode;
  /** Empty while there is nothing to say. */
  readonly words: string;
  readonly onDismiss?: () => void;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

export function PageNotice({ icon, words, onDismiss, children }: Props) {
  return (
    <div role="status" className="page-notice">
      {words && (
        <div className="notice">
          {icon}
          <p>{words}</p>
          {children}
          {onDismiss && (
            <button type="button" onClick={onDismiss}>
              <X aria-hidden />
              <span className="sr-only">{t("Dismiss")}</span>
            </button>
          )}
        </div>
      )}
    </div>
  );
}
