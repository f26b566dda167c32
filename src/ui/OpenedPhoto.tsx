/** The lightbox, for as long as a photo is opened. */
import type { Dispatch } from "react";
import type { ModelInfo } from "../engine/messages";
import { shownResult, type AppState } from "./app-state";
import { type Action } from "./reduce";
import { Lightbox } from "./Lightbox";
import type { Ask } from "./use-engine";
import { useOpened } from "./use-opened";

interface Props {
  readonly engine: Ask;
  readonly state: AppState;
  readonly models: readonly ModelInfo[];
  readonly dispatch: Dispatch<Action>;
}

export function OpenedPhoto({ engine, state, models, dispatch }: Props) {
  const { opened } = state;
  const result = shownResult(state.search);
  useOpened(engine, result, opened, dispatch);
  const ranking = result?.rankings.find(({ model }) => model === opened?.model);
  if (!result || !ranking || !opened) return null;
  return (
    <Lightbox
      engine={engine}
      photo={opened.photo}
      edition={state.ticket}
      search={result.search}
      query={result.query}
      ranking={ranking}
      models={models}
      dispatch={dispatch}
    />
  );
}
