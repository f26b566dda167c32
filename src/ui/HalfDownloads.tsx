/** Models whose download was stopped half-way: go on with it, or discard what is here. */
import { Play, Trash2 } from "lucide-react";
import { t } from "./language";
import type { FoundModel } from "../engine/messages";
import { isBusy, type ModelActions, type ModelsWork } from "./models-page";
import { foundTitle } from "./model-words";

interface Props {
  readonly downloads: readonly FoundModel[];
  readonly work: ModelsWork;
  readonly actions: ModelActions;
}

export function HalfDownloads({ downloads, work, actions }: Props) {
  const busy = isBusy(work);
  const underWay = work.phase === "fetching" ? work.model.id : "";
  const halves = downloads.filter(({ id }) => id !== underWay);
  if (halves.length === 0) return null;
  return (
    <ul className="model-list" aria-label={t("Half downloaded")}>
      {halves.map((model) => {
        const { id, from, doneBytes, sizeBytes } = model;
        return (
          <li key={id} className="model-card" data-half={id}>
            <h3>{foundTitle(model)}</h3>
            <p className="wide">
              {t(
                "Half downloaded: {{done, megabytes}} of {{size, megabytes}}, from {{from}}.",
                { done: doneBytes, size: sizeBytes, from },
              )}
            </p>
            <progress
              aria-label={t("Model downloaded")}
              value={doneBytes}
              max={Math.max(1, sizeBytes)}
            />
            <div className="actions">
              <button
                type="button"
                className="primary"
                aria-disabled={busy}
                onClick={
                  busy
                    ? undefined
                    : () => {
                        actions.fetch(model);
                      }
                }
              >
                <Play aria-hidden /> {t("Go on")}
              </button>
              <button
                type="button"
                aria-disabled={busy}
                onClick={
                  busy
                    ? undefined
                    : () => {
                        actions.discard(id);
                      }
                }
              >
                <Trash2 aria-hidden /> {t("Discard")}
              </button>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
