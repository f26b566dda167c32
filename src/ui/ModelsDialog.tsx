/** The Models page: what is installed, which models are compared, and the way in for more. */
import { FileArchive, FolderOpen, X } from "lucide-react";
import { useRef, type RefObject } from "react";
import { FolderInput } from "./FolderInput";
import { t } from "./language";
import { ModelCard } from "./ModelCard";
import { ModelsNews } from "./ModelsNews";
import { useDialog } from "./use-dialog";
import type { ModelActions, ModelsPage } from "./use-models";

interface Props {
  readonly page: Extract<ModelsPage, { phase: "open" }>;
  readonly actions: ModelActions;
  readonly input: RefObject<HTMLInputElement | null>;
  /** Files are held over the page. */
  readonly over: boolean;
}

export function ModelsDialog({
  page: { models, work },
  actions,
  input,
  over,
}: Props) {
  const dialog = useDialog();
  const zip = useRef<HTMLInputElement>(null);
  const compared = (models ?? []).filter((model) => model.compared);
  const busy = work.phase === "adding" || work.phase === "removing";
  return (
    <dialog
      ref={dialog}
      className="lightbox models"
      aria-labelledby="models-heading"
      onClose={actions.close}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      <div className="models-frame">
        <header>
          <h2 id="models-heading">{t("Models")}</h2>
          <button
            type="button"
            className="close"
            onClick={() => dialog.current?.close()}
          >
            <X aria-hidden /> {t("Close")}
          </button>
        </header>
        <p className="fine">
          {t(
            "Compare two to four of them. Models are kept in this browser and work offline.",
          )}
        </p>
        {models === null && <p>{t("Loading the list of models…")}</p>}
        <ul className="model-list" aria-label={t("Installed models")}>
          {models?.map((model) => (
            <ModelCard
              key={model.id}
              model={model}
              together={models.filter(({ bundle }) => bundle === model.bundle)}
              compared={compared}
              busy={busy}
              actions={actions}
            />
          ))}
        </ul>
        <section className="add-model" aria-labelledby="add" data-over={over}>
          <h3 id="add">{t("Add a model")}</h3>
          <p>
            {t(
              "Drop an exported folder with its manifest.json here, or a ZIP of it. Every model is tested before it is kept.",
            )}
          </p>
          <div className="actions">
            <button
              type="button"
              aria-disabled={busy}
              onClick={busy ? undefined : actions.choose}
            >
              <FolderOpen aria-hidden /> {t("Choose a model folder")}
            </button>
            <button
              type="button"
              aria-disabled={busy}
              onClick={busy ? undefined : () => zip.current?.click()}
            >
              <FileArchive aria-hidden /> {t("Choose a ZIP")}
            </button>
          </div>
          <ModelsNews work={work} />
          <FolderInput
            input={input}
            label={t("Model folder")}
            testId="models-input"
            onTake={actions.takeInput}
          />
          <input
            ref={zip}
            hidden
            type="file"
            accept=".zip,application/zip"
            aria-label={t("ZIP of a model folder")}
            data-testid="models-zip-input"
            onChange={actions.takeInput}
          />
        </section>
      </div>
    </dialog>
  );
}
