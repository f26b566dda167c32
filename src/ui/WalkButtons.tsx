/** To the photo before and the next one in a ranking. */
import { ChevronLeft, ChevronRight } from "lucide-react";
import { t } from "./language";

interface Props {
  /** Of the photo shown. */
  readonly rank: number;
  readonly count: number;
  readonly onWalk: (steps: number) => void;
}

export function WalkButtons({ rank, count, onWalk }: Props) {
  return (
    <div className="actions">
      {/* Never disabled: a button that goes dead under the focus drops it. */}
      <button
        type="button"
        aria-disabled={rank <= 1}
        onClick={() => {
          onWalk(-1);
        }}
      >
        <ChevronLeft aria-hidden /> {t("Previous")}
      </button>
      <span className="fine">
        {t("{{place}} of {{all}}", { place: rank, all: count })}
      </span>
      <button
        type="button"
        aria-disabled={rank >= count}
        onClick={() => {
          onWalk(1);
        }}
      >
        {t("Next")} <ChevronRight aria-hidden />
      </button>
    </div>
  );
}
