/** Folds photos that look the same into the best of them, and says how many are. */
import { Layers } from "lucide-react";
import type { Dispatch } from "react";
import type { SearchResult } from "../engine/messages";
import type { Folding } from "../query";
import { t } from "./language";
import type { Action } from "./reduce";
import { keepFolding } from "./use-folding";

interface Props {
  readonly result: SearchResult;
  readonly folding: Folding;
  readonly dispatch: Dispatch<Action>;
}

export function FoldSwitch({ result, folding, dispatch }: Props) {
  const folded = Math.max(
    0,
    ...result.rankings.map(({ matches, length }) => matches - length),
  );
  return (
    <p className="fold-switch">
      <button
        type="button"
        aria-pressed={folding !== null}
        onClick={() => {
          const chosen = folding ? null : { open: [] };
          keepFolding(chosen);
          dispatch({ kind: "folding-chosen", folding: chosen });
        }}
      >
        <Layers aria-hidden /> {t("Fold look-alikes")}
      </button>
      {folding && (
        <span className="fine" data-folded={folded}>
          {folded === 0
            ? t("None are folded.")
            : t("{{count}} photos are folded into others.", { count: folded })}
        </span>
      )}
    </p>
  );
}
