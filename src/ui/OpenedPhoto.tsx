/** The lightbox, for as long as the photo opened is in the ranking it was opened from. */
import type { Dispatch } from "react";
import type { ModelInfo } from "../engine/messages";
import { shownResult, type AppState } from "./app-state";
import { type Action } from "./reduce";
import { Lightbox } from "./Lightbox";
import type { Ask } from "./use-engine";

interface Props {
  readonly engine: Ask;
  readonly state: AppState;
  readonly models: readonly ModelInfo[];
  readonly dispatch: Dispatch<Action>;
}

export function OpenedPhoto({ engine, state, models, dispatch }: Props) {
  const { opened } = state;
  const rankings = shownResult(state.search)?.rankings ?? [];
  const ranking = rankings.find(({ model }) => model === opened?.model);
  const photo = ranking?.ranked.find(({ key }) => key === opened?.key);
  if (!ranking || !photo) return null;
  return (
    <Lightbox
      engine={engine}
      photo={photo}
      edition={state.ticket}
      ranking={ranking}
      rankings={rankings}
      models={models}
      dispatch={dispatch}
    />
  );
}
