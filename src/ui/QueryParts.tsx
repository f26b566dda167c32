/** What the text is combined with: one chip a part, with its weight. */
import { ImagePlus, SlidersHorizontal, Type, X } from "lucide-react";
import { useState, type Dispatch } from "react";
import { filterCount, nameOf, withPart, type Query } from "../query";
import { FilterPanel } from "./FilterPanel";
import { t } from "./language";
import { NotThis } from "./NotThis";
import { PartChip } from "./PartChip";
import type { Action } from "./reduce";
import type { Ask } from "./use-engine";
import { WeightSlider } from "./WeightSlider";

interface Props {
  readonly engine: Ask;
  readonly query: Query;
  /** That can be searched. */
  readonly photos: number;
  readonly onPicture: () => void;
  readonly dispatch: Dispatch<Action>;
}

export function QueryParts({
  engine,
  query,
  photos,
  onPicture,
  dispatch,
}: Props) {
  const [filtering, setFiltering] = useState(false);
  const filters = filterCount(query);
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
      <button
        type="button"
        aria-expanded={filtering}
        onClick={() => {
          setFiltering(!filtering);
        }}
      >
        <SlidersHorizontal aria-hidden /> {t("Filters")}
        {filters > 0 && <b>{t("({{count}} in use)", { count: filters })}</b>}
      </button>
      {filters > 0 && (
        <button
          type="button"
          onClick={() => {
            refine((now) => ({ ...now, filter: {} }));
          }}
        >
          <X aria-hidden /> {t("Clear filters")}
        </button>
      )}
      {filtering && (
        <FilterPanel
          engine={engine}
          query={query}
          photos={photos}
          dispatch={dispatch}
        />
      )}
    </div>
  );
}
