/** Where on the photo each model's score comes from, drawn on demand: covered part by part, the score falls where it matters. */
import { Flame, X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ModelInfo } from "../engine/messages";
import type { RankedPhoto } from "../photo";
import type { Query } from "../query";
import { HeatMapFigure } from "./HeatMapFigure";
import { t } from "./language";
import { Notice } from "./Notice";
import type { Ask } from "./use-engine";
import { useHeatMaps, type HeatMapsState } from "./use-heat-maps";
import { titleOf } from "./words";

interface Props {
  readonly engine: Ask;
  readonly photo: RankedPhoto;
  /** The one that was ranked. */
  readonly query: Query;
  readonly models: readonly ModelInfo[];
}

export function HeatMaps({ engine, photo, query, models }: Props) {
  const { state, draw, cancel } = useHeatMaps(engine, photo.key, query);
  const box = useRef<HTMLDivElement>(null);
  // The button that was pressed makes way for what it began: the focus stays in its place.
  const before = useRef(state.phase);
  useEffect(() => {
    const isNews = before.current !== state.phase;
    before.current = state.phase;
    if (isNews && document.activeElement === document.body)
      box.current?.focus();
  }, [state.phase]);
  return (
    <div ref={box} tabIndex={-1}>
      <p className="sr-only" role="status">
        {heard(state)}
      </p>
      {shown()}
    </div>
  );

  function shown() {
    switch (state.phase) {
      case "idle":
        return (
          <div className="actions">
            <button type="button" onClick={draw}>
              <Flame aria-hidden /> {t("Show where on the photo")}
            </button>
          </div>
        );
      case "drawing":
        return (
          <div className="actions" data-heat="drawing">
            <progress
              aria-label={t("Covering parts of the photo")}
              value={state.done}
              max={state.total}
            />
            <span className="fine">
              {t("{{done}} of {{total}} parts", {
                done: state.done,
                total: state.total,
              })}
            </span>
            <button type="button" onClick={cancel}>
              <X aria-hidden /> {t("Cancel")}
            </button>
          </div>
        );
      case "failed":
        return <Notice failure={state.failure} />;
      case "drawn":
        return (
          <div className="why-models">
            {state.maps.map((map) => (
              <HeatMapFigure
                key={map.model}
                engine={engine}
                photo={photo}
                map={map}
                title={titleOf(models, map.model)}
              />
            ))}
          </div>
        );
    }
  }
}

/** What is told without being looked at: that it began, and that it is done. A failure speaks for itself. */
function heard({ phase }: HeatMapsState): string {
  switch (phase) {
    case "drawing":
      return t("Covering parts of the photo");
    case "drawn":
      return t("Heat maps are drawn.");
    case "idle":
    case "failed":
      return "";
  }
}
