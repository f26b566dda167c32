/** To the photo before and the next one in a ranking. */
import { ChevronLeft, ChevronRight } from "lucide-react";
import { t } from "./language";

interface Props {
  /** The place of the photo shown, from 0. */
  readonly at: number;
  readonly count: number;
  readonly onGo: (to: number) => void;
}

export function WalkButtons({ at, count, onGo }: Props) {
  return (
    <div className="actions">
      {/* Never disabled: a button that goes dead under the focus drops it. */}
      <button
        type="button"
        aria-disabled={at <= 0}
        onClick={() => {
          onGo(at - 1);
        }}
      >
        <ChevronLeft aria-hidden /> {t("Previous")}
      </button>
      <span className="fine">
        {t("{{place}} of {{all}}", { place: at + 1, all: count })}
      </span>
      <button
        type="button"
        aria-disabled={at >= count - 1}
        onClick={() => {
          onGo(at + 1);
        }}
      >
        {t("Next")} <ChevronRight aria-hidden />
      </button>
    </div>
  );
}
