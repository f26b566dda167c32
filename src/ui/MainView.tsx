/** What fills the page below the header: the start, a failure, the welcome, or the search. */
import type { Dispatch } from "react";
import type { ModelInfo } from "../engine/messages";
import { folderOf, type AppState } from "./app-state";
import { EngineFailed } from "./EngineFailed";
import { FolderNotice } from "./FolderNotice";
import { t } from "./language";
import type { Action } from "./reduce";
import { SearchView } from "./SearchView";
import { Specimen } from "./Specimen";
import type { Engine } from "./use-engine";
import type { FolderActions } from "./use-folder";
import type { PictureActions } from "./use-pictures";
import { useSamples } from "./use-samples";
import { Welcome } from "./Welcome";

interface Props {
  readonly engine: Engine;
  readonly state: AppState;
  readonly models: readonly ModelInfo[];
  readonly folders: FolderActions;
  readonly pictures: PictureActions;
  readonly onLibrary: () => void;
  readonly dispatch: Dispatch<Action>;
}

export function MainView({
  engine,
  state,
  models,
  folders,
  pictures,
  onLibrary,
  dispatch,
}: Props) {
  const samples = useSamples(state, dispatch);
  const notice = <FolderNotice state={state} actions={folders} />;
  switch (state.engine.phase) {
    case "failed":
      return <EngineFailed failure={state.engine.failure} />;
    case "starting":
      return <p className="starting">{t("Loading the list of models…")}</p>;
    case "running":
  }
  if (!folderOf(state.status))
    return (
      <Welcome
        models={models}
        actions={folders}
        onLibrary={onLibrary}
        notice={notice}
        specimen={
          samples && (
            <Specimen engine={engine} models={models} samples={samples} />
          )
        }
      />
    );
  const onSamples = state.folders.some(
    ({ folder }) => folder.kind === "samples",
  );
  return (
    <SearchView
      engine={engine}
      state={state}
      models={models}
      queries={onSamples ? (samples?.queries ?? []) : []}
      pictures={pictures}
      notice={notice}
      dispatch={dispatch}
    />
  );
}
