/** The Models page: what is installed, which models are compared, and the way in for more. */
import type { RefObject } from "react";
import { AddModel } from "./AddModel";
import { DialogFrame } from "./DialogFrame";
import { HalfDownloads } from "./HalfDownloads";
import { t } from "./language";
import { ModelCard } from "./ModelCard";
import { UnusedVectorsList } from "./UnusedVectorsList";
import { isBusy, type ModelActions, type ModelsPage } from "./models-page";

interface Props {
  readonly page: ModelsPage;
  readonly actions: ModelActions;
  readonly input: RefObject<HTMLInputElement | null>;
  /** Files are held over the page. */
  readonly over: boolean;
}

export function ModelsDialog({
  page: { now, work },
  actions,
  input,
  over,
}: Props) {
  const models = now?.models ?? [];
  const busy = isBusy(work);
  return (
    <DialogFrame heading={t("Models")} size="wide" onClose={actions.close}>
      <p className="fine">
        {t(
          "Compare two to four of them. Models are kept in this browser and work offline.",
        )}
      </p>
      {now === null && <p>{t("Loading the list of models…")}</p>}
      <ul className="model-list" aria-label={t("Installed models")}>
        {models.map((model) => (
          <ModelCard
            key={model.id}
            model={model}
            together={models.filter(({ bundle }) => bundle === model.bundle)}
            compared={now?.compared ?? []}
            busy={busy}
            actions={actions}
          />
        ))}
      </ul>
      <HalfDownloads
        downloads={now?.downloads ?? []}
        work={work}
        actions={actions}
      />
      <UnusedVectorsList unused={now?.unused ?? []} onFree={actions.free} />
      <AddModel work={work} actions={actions} input={input} over={over} />
    </DialogFrame>
  );
}
