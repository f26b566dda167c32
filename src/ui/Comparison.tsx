/** The rankings of one query: side by side where there is room, swiped where there is not. One path for any number of models. */
import type { Dispatch } from "react";
import type { ModelInfo } from "../engine/messages";
import { shownResult, type AppState } from "./app-state";
import { t } from "./language";
import { type Action } from "./reduce";
import { Notice } from "./Notice";
import { RankingColumn } from "./RankingColumn";
import { ResultNotes } from "./ResultNotes";
import { ResultSummary } from "./ResultSummary";
import type { Ask } from "./use-engine";
import { gridHandlers, useFocusAfter, useFocusedPlace } from "./use-grid-focus";
import { useGridRows } from "./use-grid-rows";
import type { Selection } from "./use-selection";
import { useSwipe } from "./use-swipe";

interface Props {
  readonly engine: Ask;
  readonly state: AppState;
  readonly models: readonly ModelInfo[];
  readonly selection: Selection;
  readonly dispatch: Dispatch<Action>;
}

export function Comparison({
  engine,
  state,
  models,
  selection,
  dispatch,
}: Props) {
  const { strip, shown, onScroll, goTo } = useSwipe();
  const result = shownResult(state.search);
  const [focused, setFocused] = useFocusedPlace(engine, strip, result);
  useFocusAfter(state.opened, setFocused);
  const longest = Math.max(
    0,
    ...(result?.rankings.map(({ length }) => length) ?? []),
  );
  const rows = useGridRows(strip, longest, focused?.at ?? null);
  /** Back, one step at a time: the selection is let go first, then the photo. */
  const leave = () => {
    if (selection.selected.size > 0) selection.clear();
    else if (document.activeElement instanceof HTMLElement)
      document.activeElement.blur();
  };
  return (
    <div className="comparison">
      <h2 className="sr-only">{t("Rankings")}</h2>
      <ResultSummary state={state} models={models} />
      {result && (
        <ResultNotes
          engine={engine}
          result={result}
          models={models}
          folding={state.folding}
          dispatch={dispatch}
        />
      )}
      {state.search.phase === "failed" && (
        <Notice failure={state.search.failure} />
      )}
      <nav className="tabs" aria-label={t("Rankings")}>
        {models.map((model, at) => (
          <button
            key={model.id}
            type="button"
            aria-current={at === shown}
            onClick={() => {
              goTo(at);
            }}
          >
            {model.title}
          </button>
        ))}
      </nav>
      <div
        className="columns"
        ref={strip}
        onScroll={onScroll}
        {...gridHandlers(result, rows.lanes, setFocused, leave)}
      >
        {models.map((model) => (
          <RankingColumn
            key={model.id}
            engine={engine}
            model={model}
            models={models}
            result={result}
            busy={state.search.phase === "ranking"}
            rows={rows}
            focusedAt={focused?.model === model.id ? focused.at : null}
            pointed={state.pointed}
            selection={selection}
            dispatch={dispatch}
          />
        ))}
      </div>
    </div>
  );
}
