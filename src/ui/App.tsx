/** Reads the state and arranges the page. */
import { useCallback, useRef, useState } from "react";
import { folderOf } from "./app-state";
import { EngineFailed } from "./EngineFailed";
import { EvaluateDialog } from "./EvaluateDialog";
import { FolderInput } from "./FolderInput";
import { FolderNotice } from "./FolderNotice";
import { Footer } from "./Footer";
import { Header } from "./Header";
import { IndexProgress } from "./IndexProgress";
import { LibraryDialog } from "./LibraryDialog";
import { ModelsDialog } from "./ModelsDialog";
import { shareFetched } from "./models-page";
import { OpenedPhoto } from "./OpenedPhoto";
import { SearchView } from "./SearchView";
import { Specimen } from "./Specimen";
import { useDrop } from "./use-drop";
import { t } from "./language";
import { useEngine, type Engine } from "./use-engine";
import { useFolder } from "./use-folder";
import { useLanguage } from "./use-language";
import { useModels } from "./use-models";
import { useEvaluation } from "./use-evaluation";
import { usePictures } from "./use-pictures";
import { useQueryLink } from "./use-remembered";
import { useSamples } from "./use-samples";
import { useSearch } from "./use-search";
import { Welcome } from "./Welcome";

export function App({ engine }: { engine: Engine }) {
  // Everything below is rendered anew in another language.
  useLanguage();
  const [state, dispatch] = useEngine(engine);
  const input = useRef<HTMLInputElement>(null);
  const actions = useFolder(engine, input, dispatch);
  const samples = useSamples(state, dispatch);
  const modelsInput = useRef<HTMLInputElement>(null);
  const [modelsPage, modelActions] = useModels(engine, modelsInput, dispatch);
  const onModels = modelsPage.phase === "open";
  const [onLibrary, setOnLibrary] = useState(false);
  const [evaluation, evaluationActions] = useEvaluation(engine);
  const onEvaluate = evaluation.phase !== "closed";
  const pictureInput = useRef<HTMLInputElement>(null);
  const pictures = usePictures(engine, pictureInput, dispatch);
  const { takeDropped } = pictures;
  const { takeDrop } = onEvaluate
    ? evaluationActions
    : onModels
      ? modelActions
      : actions;
  const drop = useDrop(
    useCallback(
      (transfer, on) => {
        if (!takeDropped(transfer, on)) takeDrop(transfer);
      },
      [takeDropped, takeDrop],
    ),
  );
  useSearch(engine, state, dispatch);
  useQueryLink(dispatch);

  const models = state.engine.phase === "running" ? state.engine.models : [];
  const folder = folderOf(state.status);
  const onSamples = state.folders.some(
    ({ folder }) => folder.kind === "samples",
  );
  const queries = samples?.queries ?? [];
  const notice = <FolderNotice state={state} actions={actions} />;
  return (
    <>
      <Header
        status={state.status}
        folders={state.folders}
        onLibrary={() => {
          setOnLibrary(true);
        }}
        fetched={shareFetched(modelsPage.work)}
        onModels={modelActions.open}
        onEvaluate={evaluationActions.open}
      />
      <FolderInput
        input={input}
        label={t("Folder of photos")}
        testId="folder-input"
        onTake={actions.takeInput}
      />
      <input
        ref={pictureInput}
        hidden
        type="file"
        accept="image/*,.heic,.heif"
        aria-label={t("Picture to search by")}
        data-testid="picture-input"
        onChange={pictures.takeInput}
      />
      <IndexProgress engine={engine} state={state} actions={actions} />
      {state.engine.phase === "failed" && (
        <EngineFailed failure={state.engine.failure} />
      )}
      {state.engine.phase === "starting" && (
        <p className="starting">{t("Loading the list of models…")}</p>
      )}
      {state.engine.phase === "running" && !folder && (
        <Welcome
          models={models}
          actions={actions}
          notice={notice}
          specimen={
            samples && (
              <Specimen engine={engine} models={models} samples={samples} />
            )
          }
        />
      )}
      {state.engine.phase === "running" && folder && (
        <SearchView
          engine={engine}
          state={state}
          models={models}
          queries={onSamples ? queries : []}
          pictures={pictures}
          notice={notice}
          dispatch={dispatch}
        />
      )}
      <Footer models={models} />
      <OpenedPhoto
        engine={engine}
        state={state}
        models={models}
        dispatch={dispatch}
      />
      {onModels && (
        <ModelsDialog
          page={modelsPage}
          actions={modelActions}
          input={modelsInput}
          over={drop === "over"}
        />
      )}
      {onLibrary && (
        <LibraryDialog
          engine={engine}
          state={state}
          actions={actions}
          onClose={() => {
            setOnLibrary(false);
          }}
        />
      )}
      {onEvaluate && (
        <EvaluateDialog
          page={evaluation}
          actions={evaluationActions}
          models={models}
        />
      )}
      {drop === "over" && !onModels && !onEvaluate && (
        <p className="drop-hint">
          {t("Drop a folder or photos to index them")}
        </p>
      )}
    </>
  );
}
