/** The view in which photos are searched: the query on top, what each model made of it below. */
import type { Dispatch, ReactNode } from "react";
import type { ModelInfo } from "../engine/messages";
import { shownResult, type AppState } from "./app-state";
import type { Action } from "./reduce";
import { Comparison } from "./Comparison";
import { QueryBox } from "./QueryBox";
import { QueryLanguage } from "./QueryLanguage";
import { SelectionBar } from "./SelectionBar";
import type { Ask } from "./use-engine";
import type { PictureActions } from "./use-pictures";
import type { SampleQuery } from "./use-samples";
import { useSelection } from "./use-selection";

interface Props {
  readonly engine: Ask;
  readonly state: AppState;
  readonly models: readonly ModelInfo[];
  readonly queries: readonly SampleQuery[];
  readonly pictures: PictureActions;
  readonly notice: ReactNode;
  readonly dispatch: Dispatch<Action>;
}

export function SearchView({
  engine,
  state,
  models,
  queries,
  pictures,
  notice,
  dispatch,
}: Props) {
  const search = shownResult(state.search)?.search;
  const selection = useSelection(engine, search);
  return (
    <main className="search">
      {notice}
      <QueryBox
        engine={engine}
        state={state}
        models={models}
        queries={queries}
        pictures={pictures}
        dispatch={dispatch}
      />
      <QueryLanguage text={state.query.text} models={models} />
      <Comparison
        engine={engine}
        state={state}
        models={models}
        selection={selection}
        dispatch={dispatch}
      />
      <SelectionBar
        engine={engine}
        search={search}
        models={models}
        selection={selection}
      />
    </main>
  );
}
