/** What was found at an address: asked before any of it is downloaded. */
import { Download } from "lucide-react";
import type { FoundModel } from "../engine/messages";
import { t } from "./language";
import type { ModelActions } from "./models-page";
import { foundTitle } from "./model-words";
import { useShown } from "./use-shown";
import { list, originWords } from "./words";

interface Props {
  readonly model: FoundModel;
  readonly actions: ModelActions;
}

export function FoundCard({ model, actions }: Props) {
  const { from, models, files, sizeBytes, freeBytes } = model;
  const fits = freeBytes === null || sizeBytes <= freeBytes;
  return (
    <section
      ref={useShown<HTMLElement>()}
      className="model-card found"
      aria-labelledby="found"
    >
      <h3 id="found">{foundTitle(model)}</h3>
      <dl>
        <div>
          <dt>{t("From")}</dt>
          <dd>{from}</dd>
        </div>
        {models.length > 0 && (
          <>
            <div>
              <dt>{t("Origin")}</dt>
              <dd>{list([...new Set(models.map(originWords))])}</dd>
            </div>
            <div>
              <dt>{t("Licence")}</dt>
              <dd>
                {list([...new Set(models.map(({ licence }) => licence))])}
              </dd>
            </div>
          </>
        )}
        <div>
          <dt>{t("Size")}</dt>
          <dd>
            {t("{{count}} files, {{size, megabytes}}", {
              count: files,
              size: sizeBytes,
            })}
          </dd>
        </div>
        {freeBytes !== null && (
          <div>
            <dt>{t("Room")}</dt>
            <dd>
              {t("{{free, megabytes}} free in this browser", {
                free: freeBytes,
              })}
            </dd>
          </div>
        )}
      </dl>
      {models.length === 0 && (
        <p className="wide fine">
          {t(
            "What is in a ZIP, and under which licence, shows once it is here.",
          )}
        </p>
      )}
      {!fits && (
        <p className="wide" role="alert">
          {t(
            "There is no room for it: free some disk space, or remove another model, then look again.",
          )}
        </p>
      )}
      <div className="actions">
        <button
          type="button"
          className="primary"
          aria-disabled={!fits}
          onClick={
            fits
              ? () => {
                  actions.fetch(model);
                }
              : undefined
          }
        >
          <Download aria-hidden />{" "}
          {t("Download {{size, megabytes}}", { size: sizeBytes })}
        </button>
        <button type="button" onClick={actions.letBe}>
          {t("Cancel")}
        </button>
      </div>
    </section>
  );
}
