/** How many photos are folded into a card; a press shows them behind it, and folds them again. */
import { Layers } from "lucide-react";
import type { Dispatch } from "react";
import type { RankedPhoto } from "../photo";
import { t } from "./language";
import type { Action } from "./reduce";
import { number } from "./words";

interface Props {
  readonly photo: RankedPhoto | undefined;
  /** Whether Tab leads here, from the card. */
  readonly reached: boolean;
  readonly dispatch: Dispatch<Action>;
}

export function FoldMark({ photo, reached, dispatch }: Props) {
  const fold = photo?.fold;
  if (fold?.best !== photo?.key || !fold) return null;
  const isOpen = fold.open.length > 0;
  const others = t("{{count}} more look the same", { count: fold.others });
  const exact =
    fold.exact > 0
      ? t("{{count}} of them to the last byte", { count: fold.exact })
      : "";
  return (
    <button
      type="button"
      className="fold-mark"
      tabIndex={reached ? 0 : -1}
      aria-expanded={isOpen}
      aria-label={[others, exact].filter(Boolean).join(", ")}
      title={[others, exact].filter(Boolean).join(", ")}
      data-others={fold.others}
      data-exact={fold.exact}
      onClick={() => {
        dispatch({ kind: isOpen ? "folded" : "unfolded", fold });
      }}
    >
      <Layers aria-hidden /> {isOpen ? "−" : "+"}
      {number(fold.others)}
    </button>
  );
}
