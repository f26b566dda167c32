/** What the text is combined with: one chip a part, with its weight. */
import { ImagePlus, ThumbsDown, ThumbsUp, Type, X } from "lucide-react";
import type { Dispatch } from "react";
import {
  nameOf,
  weighPart,
  withoutPart,
  withPart,
  type Query,
  type QueryPart,
} from "../query";
import { t } from "./language";
import { NotThis } from "./NotThis";
import type { Action } from "./reduce";
import { WeightSlider } from "./WeightSlider";

interface Props {
  readonly query: Query;
  readonly onPicture: () => void;
  readonly dispatch: Dispatch<Action>;
}

export function QueryParts({ query, onPicture, dispatch }: Props) {
  const refine = (next: (query: Query) => Query) => {
    dispatch({ kind: "refined", refine: next });
  };
  return (
    <div className="query-parts">
      <ul aria-label={t("Combined with")}>
        {query.parts.length > 0 && query.text.trim() !== "" && (
          <li className="part-chip">
            <Type aria-hidden />
            <b>{t("The description")}</b>
            <WeightSlider
              weight={query.weight}
              label={t("Weight of the description")}
              onWeigh={(weight) => {
                refine((now) => ({ ...now, weight }));
              }}
            />
          </li>
        )}
        {query.parts.map((part) => (
          <PartChip key={nameOf(part)} part={part} onRefine={refine} />
        ))}
      </ul>
      <NotThis
        onAdd={(part) => {
          refine((now) => withPart(now, part));
        }}
      />
      <button type="button" onClick={onPicture}>
        <ImagePlus aria-hidden /> {t("Like a picture…")}
      </button>
    </div>
  );
}

interface ChipProps {
  readonly part: QueryPart;
  readonly onRefine: (refine: (query: Query) => Query) => void;
}

function PartChip({ part, onRefine }: ChipProps) {
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
