/** The long description, and what each model reads of it. */
import type { Dispatch } from "react";
import type { ModelInfo } from "../engine/messages";
import { doneOf, readingsOf, shownResult, type AppState } from "./app-state";
import { BudgetSlider } from "./BudgetSlider";
import type { Action } from "./reduce";
import { marksOf } from "./cut-marks";
import { CutWarning } from "./CutWarning";
import { t } from "./language";
import { QueryMemory } from "./QueryMemory";
import { QueryParts } from "./QueryParts";
import { QueryText } from "./QueryText";
import { SampleQueries } from "./SampleQueries";
import { TokenMeter } from "./TokenMeter";
import type { Ask } from "./use-engine";
import type { PictureActions } from "./use-pictures";
import type { SampleQuery } from "./use-samples";
import { cutWords } from "./reading-words";

interface Props {
  readonly engine: Ask;
  readonly state: AppState;
  readonly models: readonly ModelInfo[];
  readonly queries: readonly SampleQuery[];
  readonly pictures: PictureActions;
  readonly dispatch: Dispatch<Action>;
}

export function QueryBox({
  engine,
  state,
  models,
  queries,
  pictures,
  dispatch,
}: Props) {
  const { query, read, status } = state;
  const { text, budget } = query;
  const result = shownResult(state.search);
  const blank = text.trim() === "";
  const readings = read?.readings ?? [];
  const current = blank ? [] : readingsOf(read, query);
  const readingOf = (model: ModelInfo) =>
    readings.find((reading) => reading.model === model.id);
  // Writing on behind a cut does not move it: no flicker until the new text is read.
  const stillTrue = readings.filter(({ cut }) =>
    text.startsWith(read?.text.slice(0, cut ?? Infinity) ?? ""),
  );
  const announced = models.flatMap((model) => {
    const reading = current.find((each) => each.model === model.id);
    return reading ? [cutWords(model, reading, text)] : [];
  });
  return (
    <search className="query">
      <h2 className="sr-only">{t("Describe the photo")}</h2>
      <QueryText
        text={text}
        marks={blank ? [] : marksOf(stillTrue)}
        models={models}
        description={announced.join(" ")}
        onWrite={(written) => {
          dispatch({ kind: "typed", text: written });
        }}
      />
      <QueryParts
        engine={engine}
        query={query}
        photos={doneOf(status)}
        onPicture={pictures.choose}
        dispatch={dispatch}
      />
      <aside className="query-side" aria-label={t("What each model reads")}>
        {models.map((model) => (
          <TokenMeter
            key={model.id}
            model={model}
            reading={readingOf(model)}
            blank={blank}
            busy={read?.text !== text || read.budget !== budget}
          />
        ))}
        <BudgetSlider
          budget={budget}
          tokens={
            blank ? 0 : Math.max(0, ...readings.map(({ tokens }) => tokens))
          }
          dispatch={dispatch}
        />
        <SampleQueries queries={queries} text={text} dispatch={dispatch} />
        <CutWarning engine={engine} result={result} models={models} />
      </aside>
      <QueryMemory
        engine={engine}
        state={state}
        models={models}
        dispatch={dispatch}
      />
    </search>
  );
}
