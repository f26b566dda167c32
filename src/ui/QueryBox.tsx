/** The long description, and what each model reads of it. */
import { X } from "lucide-react";
import { useRef, type Dispatch } from "react";
import type { ModelInfo } from "../engine/messages";
import type { AppState } from "./app-state";
import type { Action } from "./reduce";
import { CutText } from "./CutText";
import { t } from "./language";
import { SampleQueries } from "./SampleQueries";
import { TokenMeter } from "./TokenMeter";
import { useQueryKey } from "./use-keys";
import type { SampleQuery } from "./use-samples";
import { cutWords } from "./words";

interface Props {
  readonly state: AppState;
  readonly models: readonly ModelInfo[];
  readonly queries: readonly SampleQuery[];
  readonly dispatch: Dispatch<Action>;
}

export function QueryBox({
  state: { text, read },
  models,
  queries,
  dispatch,
}: Props) {
  const box = useRef<HTMLTextAreaElement>(null);
  useQueryKey(box);
  const blank = text.trim() === "";
  const readings = read?.readings ?? [];
  const current = read?.text === text && !blank ? readings : [];
  const readingOf = (model: ModelInfo) =>
    readings.find((reading) => reading.model === model.id);
  const announced = models.flatMap((model) => {
    const reading = current.find((each) => each.model === model.id);
    return reading ? [cutWords(model, reading, text)] : [];
  });
  const write = (written: string) => {
    dispatch({ kind: "typed", text: written });
  };
  return (
    <search className="query">
      <div className="query-text">
        {/* The wrapper repeats the text out of sight, which makes the box grow with it. */}
        <div className="query-box" data-text={text}>
          <textarea
            ref={box}
            aria-label={t("Describe the photo")}
            aria-describedby="what-is-read"
            placeholder={t(
              "Describe a photo as you remember it. Take a whole paragraph: what stands where, the light, the colours, the small things at the edge.",
            )}
            value={text}
            rows={3}
            spellCheck
            onChange={(event) => {
              write(event.currentTarget.value);
            }}
            onKeyDown={(event) => {
              if (event.key === "Escape") event.currentTarget.blur();
            }}
          />
          {text !== "" && (
            <button
              type="button"
              className="clear"
              onClick={() => {
                write("");
                box.current?.focus();
              }}
            >
              <X aria-hidden />{" "}
              <span className="sr-only">{t("Clear the description")}</span>
            </button>
          )}
        </div>
        <p id="what-is-read" className="sr-only">
          {announced.join(" ")}
        </p>
      </div>
      <aside className="query-side" aria-label={t("What each model reads")}>
        {models.map((model) => (
          <TokenMeter
            key={model.id}
            model={model}
            reading={readingOf(model)}
            blank={blank}
            busy={read?.text !== text}
          />
        ))}
        <SampleQueries queries={queries} text={text} dispatch={dispatch} />
      </aside>
      {current.some(({ cut }) => cut !== null) && (
        <CutText text={text} readings={current} models={models} />
      )}
    </search>
  );
}
