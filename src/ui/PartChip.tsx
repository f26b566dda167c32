/** One part of a query: like it or not, how much, and away with it. */
import { ThumbsDown, ThumbsUp, X } from "lucide-react";
import { weighPart, withoutPart, type Query, type QueryPart } from "../query";
import { t } from "./language";
import { WeightSlider } from "./WeightSlider";

interface Props {
  readonly part: QueryPart;
  readonly onRefine: (refine: (query: Query) => Query) => void;
}

export function PartChip({ part, onRefine }: Props) {
  const name = part.kind === "text" ? `“${part.text}”` : part.name;
  const like = part.weight > 0;
  const Icon = like ? ThumbsUp : ThumbsDown;
  const weigh = (weight: number) => {
    onRefine((now) => weighPart(now, part, weight));
  };
  const words = like
    ? t("Like {{name}}", { name })
    : t("Not like {{name}}", { name });
  return (
    <li className="part-chip" data-part={part.kind} data-like={like}>
      <button
        type="button"
        aria-pressed={!like}
        aria-label={t("Keep away from {{name}}", { name })}
        onClick={() => {
          weigh(-part.weight);
        }}
      >
        <Icon aria-hidden />
      </button>
      <b title={words}>{words}</b>
      <WeightSlider
        weight={Math.abs(part.weight)}
        label={t("Weight of {{name}}", { name })}
        onWeigh={(weight) => {
          weigh(like ? weight : -weight);
        }}
      />
      <button
        type="button"
        aria-label={t("Remove {{name}}", { name })}
        onClick={() => {
          onRefine((now) => withoutPart(now, part));
        }}
      >
        <X aria-hidden />
      </button>
    </li>
  );
}
