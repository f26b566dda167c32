/** Reads the state and arranges the page. */
import { useRef, useState } from "react";
import { AbsentModels } from "./AbsentModels";
import { FolderInput } from "./FolderInput";
import { Footer } from "./Footer";
import { Header } from "./Header";
import { IndexProgress } from "./IndexProgress";
import { MainView } from "./MainView";
import { MissingLanguage } from "./MissingLanguage";
import { NewVersion } from "./NewVersion";
import { shareFetched } from "./models-page";
import { OpenedPhoto } from "./OpenedPhoto";
import { OpenPages } from "./OpenPages";
import { t, type Language } from "./language";
import { SamplesGone } from "./SamplesGone";
import { useEngine, type Engine } from "./use-engine";
import { useFolder } from "./use-folder";
import { chooseLanguage, useLanguage } from "./use-language";
import { useLink } from "./use-link";
import { usePages } from "./use-pages";
import { usePictures } from "./use-pictures";
import { useSearch } from "./use-search";

export function App({ engine }: { engine: Engine }) {
  // Everything below is rendered anew in another language.
  useLanguage();
  const [missing, setMissing] = useState<Language | null>(null);
  const [state, dispatch] = useEngine(engine);
  const input = useRef<HTMLInputElement>(null);
  const folders = useFolder(engine, input, dispatch);
  const pictureInput = useRef<HTMLInputElement>(null);
  const pictures = usePictures(engine, pictureInput, dispatch);
  const pages = usePages(engine, folders, pictures, dispatch);
  useSearch(engine, state, dispatch);
  const [absent, dismiss] = useLink(pages.modelActions.compareNamed, dispatch);
  const models = state.engine.phase === "running" ? state.engine.models : [];
  return (
    <>
      <Header
        status={state.status}
        folders={state.folders}
        fetched={shareFetched(pages.models.work)}
        onLibrary={pages.openLibrary}
        onModels={pages.modelActions.open}
        onEvaluate={pages.evaluationActions.open}
        onLanguage={(wanted) => {
          chooseLanguage(wanted).then(
            () => {
              setMissing(null);
            },
            () => {
              setMissing(wanted);
            },
          );
        }}
      />
      <FolderInput
        input={input}
        label={t("Folder of photos")}
        testId="folder-input"
        onTake={folders.takeInput}
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
      <IndexProgress state={state} actions={folders} />
      <NewVersion />
      <MissingLanguage
        missing={missing}
        onDismiss={() => {
          setMissing(null);
        }}
      />
      <SamplesGone
        madeRoom={state.madeRoom}
        onDismiss={() => {
          dispatch({ kind: "made-room-heard" });
        }}
      />
      <AbsentModels titles={absent} onDismiss={dismiss} />
      <MainView
        engine={engine}
        state={state}
        models={models}
        folders={folders}
        pictures={pictures}
        onLibrary={pages.openLibrary}
        dispatch={dispatch}
      />
      <Footer models={models} />
      <OpenedPhoto
        engine={engine}
        state={state}
        models={models}
        dispatch={dispatch}
      />
      <OpenPages
        engine={engine}
        state={state}
        models={models}
        folders={folders}
        pages={pages}
      />
    </>
  );
}
