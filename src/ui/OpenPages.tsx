/** The pages in dialogs, each for as long as it is open. */
import type { ModelInfo } from "../engine/messages";
import type { AppState } from "./app-state";
import { EvaluateDialog } from "./EvaluateDialog";
import { t } from "./language";
import { LibraryDialog } from "./LibraryDialog";
import { heardWords } from "./ModelsNews";
import { ModelsDialog } from "./ModelsDialog";
import { useBackup } from "./use-backup";
import type { Ask } from "./use-engine";
import type { FolderActions } from "./use-folder";
import type { Pages } from "./use-pages";

interface Props {
  readonly engine: Ask;
  readonly state: AppState;
  readonly models: readonly ModelInfo[];
  readonly folders: FolderActions;
  readonly pages: Pages;
}

export function OpenPages({ engine, state, models, folders, pages }: Props) {
  const { evaluation, onLibrary, drop } = pages;
  const backup = useBackup(engine, pages.modelActions.compareNamed);
  const onModels = pages.models.phase === "open";
  const onEvaluate = evaluation.phase !== "closed";
  return (
    <>
      {/* A model on its way goes on behind the closed page. */}
      <p className="sr-only" role="status">
        {onModels ? "" : heardWords(pages.models.work)}
      </p>
      {onModels && (
        <ModelsDialog
          page={pages.models}
          actions={pages.modelActions}
          input={pages.modelsInput}
          over={drop === "over"}
        />
      )}
      {onLibrary && (
        <LibraryDialog
          engine={engine}
          state={state}
          actions={folders}
          backup={backup}
          onClose={pages.closeLibrary}
        />
      )}
      {onEvaluate && (
        <EvaluateDialog
          page={evaluation}
          actions={pages.evaluationActions}
          over={drop === "over"}
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
