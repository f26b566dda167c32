/** The way in for more models: a folder or ZIP of one's own, or an address. */
import { FileArchive, FolderOpen } from "lucide-react";
import { useRef, type RefObject } from "react";
import { FindModel } from "./FindModel";
import { FolderInput } from "./FolderInput";
import { FetchProgress } from "./FetchProgress";
import { FoundCard } from "./FoundCard";
import { ModelsNews } from "./ModelsNews";
import { t } from "./language";
import { isBusy, type ModelActions, type ModelsWork } from "./models-page";

interface Props {
  readonly work: ModelsWork;
  readonly actions: ModelActions;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly over: boolean;
}

export function AddModel({ work, actions, input, over }: Props) {
  const zip = useRef<HTMLInputElement>(null);
  const busy = isBusy(work);
  return (
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
      <FindModel busy={busy} onFind={actions.find} />
      {work.phase === "found" && (
        <FoundCard model={work.model} actions={actions} />
      )}
      {work.phase === "fetching" && (
        <FetchProgress work={work} onStop={actions.stop} />
      )}
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
  );
}
