/** The rankings of one query: side by side where there is room, swiped where there is not. One path for any number of models. */
import type { Dispatch } from "react";
import type { ModelInfo } from "../engine/messages";
import { doneOf, PAGE, shownResult, type AppState } from "./app-state";
import { t } from "./language";
import { type Action } from "./reduce";
import { Notice } from "./Notice";
import { ResultGrid } from "./ResultGrid";
import { ResultSummary } from "./ResultSummary";
import type { Ask } from "./use-engine";
import { useSwipe } from "./use-swipe";

interface Props {
  readonly engine: Ask;
  readonly state: AppState;
  readonly models: readonly ModelInfo[];
  readonly dispatch: Dispatch<Action>;
}

export function Comparison({ engine, state, models, dispatch }: Props) {
  const { strip, shown, onScroll, goTo } = useSwipe();
  const result = shownResult(state.search);
  const longest = Math.max(
    0,
    ...(result?.rankings.map(({ ranked }) => ranked.length) ?? []),
  );
  return (
    <div className="comparison">
      <ResultSummary state={state} models={models} />
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
      <div className="columns" ref={strip} onScroll={onScroll}>
        {models.map((model) => (
          <ResultGrid
            key={model.id}
            engine={engine}
            model={model}
            models={models}
            ranking={
              result?.rankings.find((ranking) => ranking.model === model.id) ??
              null
            }
            searched={result?.searched ?? 0}
            busy={state.search.phase === "ranking"}
            query={result?.query.text ?? ""}
            edition={state.ticket}
            pointed={state.pointed}
            dispatch={dispatch}
          />
        ))}
      </div>
      {result && longest < Math.min(result.searched, doneOf(state.status)) && (
        <button
          type="button"
          className="more"
          onClick={() => {
            dispatch({ kind: "more" });
          }}
        >
          {t("Show {{more}} more", {
            more: Math.min(PAGE, result.searched - longest),
          })}
        </button>
      )}
    </div>
  );
}
