/** A first visit: what this is, and the two ways in. */
import { ArchiveRestore, FolderOpen, Images, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { ModelInfo } from "../engine/messages";
import { sentenceFor } from "./failure-words";
import { t } from "./language";
import { Unbroken } from "./Unbroken";
import type { FolderActions } from "./use-folder";
import { list, ownOrigin } from "./words";

interface Props {
  readonly models: readonly ModelInfo[];
  readonly actions: FolderActions;
  /** Opens the Library, where backups are restored. */
  readonly onLibrary: () => void;
  /** Failures, and the specimen that shows the idea. */
  readonly notice: ReactNode;
  readonly specimen: ReactNode;
}

export function Welcome({
  models,
  actions,
  onLibrary,
  notice,
  specimen,
}: Props) {
  const ours = models
    .filter(({ origin }) => origin === ownOrigin)
    .map(({ title }) => title);
  return (
    <main className="welcome">
      <div className="welcome-words">
        <h2>{t("Find a photo by describing it at length.")}</h2>
        <p className="lead">
          {t("Write a whole paragraph, as you remember the picture.")}{" "}
          <Unbroken words={models.map(readsWords).join(" ")} />{" "}
          {t(
            "Your photos are ranked by each, side by side, so you see what the rest of your words were worth.",
          )}
        </p>
        {notice}
        <div className="actions">
          <button type="button" className="primary" onClick={actions.choose}>
            <FolderOpen aria-hidden /> {t("Choose a folder of photos")}
          </button>
          <button type="button" onClick={actions.chooseSamples}>
            <Images aria-hidden /> {t("Try the sample photos")}
          </button>
        </div>
        <p className="drop-words">
          <span>{t("Or drop a folder anywhere on this page.")}</span>{" "}
          <button type="button" onClick={onLibrary}>
            <ArchiveRestore aria-hidden /> {t("Restore a backup")}
          </button>
        </p>
        <p className="privacy">
          <ShieldCheck aria-hidden />{" "}
          {t(
            "Photos never leave this computer. Switch off the network and see.",
          )}
        </p>
        {!window.isSecureContext && (
          <p className="fine">{sentenceFor({ kind: "insecure-address" })}</p>
        )}
      </div>
      {specimen}
      <ol className="steps">
        <li>
          <h3>{t("Choose")}</h3>
          <p>
            {t(
              "Every photo in the folder is looked at once, here in the browser. Photos stay where they are; an index and small thumbnails are kept.",
            )}
          </p>
        </li>
        <li>
          <h3>{t("Describe")}</h3>
          <p>
            {t(
              "Type, and the rankings follow. Searching works while a large folder is still being indexed.",
            )}
          </p>
        </li>
        <li>
          <h3>{t("Compare")}</h3>
          <p>
            {t(
              "See where a model stopped reading, and which photos the rest of the paragraph moved.",
            )}
            {ours.length > 0 && (
              <Unbroken
                words={` ${t("{{models}} are small models trained by this project, not the authors’ checkpoints.", { models: list(ours) })}`}
              />
            )}
          </p>
        </li>
      </ol>
    </main>
  );
}

const readsWords = ({ title, context }: ModelInfo) =>
  context === null
    ? t("{{model}} reads to the end.", { model: title })
    : t("{{model}} stops reading at token {{context}}.", {
        model: title,
        context,
      });
