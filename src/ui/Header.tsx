/** The page's first line: name, folder, device, models, theme. */
import { Boxes, ChartLine, Folder as FolderIcon, Images } from "lucide-react";
import type { FolderStatus } from "../engine/messages";
import { countsOf, doneOf, folderOf } from "./app-state";
import type { IndexStatus } from "./index-status";
import { DeviceChip } from "./DeviceChip";
import { t, type Language } from "./language";
import { LanguageSwitch } from "./LanguageSwitch";
import { Mark } from "./Mark";
import { ThemeSwitch } from "./ThemeSwitch";
import { folderName, stateWords } from "./words";

interface Props {
  readonly status: IndexStatus;
  readonly folders: readonly FolderStatus[];
  /** How much of a model is downloaded, from 0 to 1; null while none is on its way. */
  readonly fetched: number | null;
  readonly onLibrary: () => void;
  readonly onModels: () => void;
  readonly onEvaluate: () => void;
  readonly onLanguage: (wanted: Language) => void;
}

export function Header({
  status,
  folders,
  fetched,
  onLibrary,
  onModels,
  onEvaluate,
  onLanguage,
}: Props) {
  const names = folders.map((each) => folderName(each.folder));
  const folder = folderOf(status);
  const device = status.phase === "empty" ? null : status.device;
  const Icon = folder?.kind === "samples" ? Images : FolderIcon;
  return (
    <header className="header">
      <h1 className="name">
        <Mark />
        <span>tulip-photos</span>
      </h1>
      {folder && (
        <button
          type="button"
          className="chip folder-chip"
          title={names.join("\n")}
          onClick={onLibrary}
        >
          <Icon aria-hidden />
          <span className="sr-only">{t("Library:")} </span>
          <b>
            {names.length > 1
              ? t("{{count}} folders", { count: names.length })
              : names[0]}
          </b>
          <span className="chip-more">
            {t("{{count}} photos", {
              count:
                status.phase === "ready"
                  ? doneOf(status)
                  : countsOf(status).total,
            })}
            , {stateWords(status.phase)}
          </span>
        </button>
      )}
      {device && <DeviceChip device={device} />}
      <button
        type="button"
        className="to-models"
        title={t("Models")}
        onClick={onModels}
      >
        <Boxes aria-hidden /> <span>{t("Models")}</span>
        {fetched !== null && (
          <span className="chip-more">
            {t("{{percent}} %", { percent: Math.floor(100 * fetched) })}
          </span>
        )}
      </button>
      <button
        type="button"
        className="to-evaluate"
        title={t("Evaluate")}
        onClick={onEvaluate}
      >
        <ChartLine aria-hidden /> <span>{t("Evaluate")}</span>
      </button>
      <LanguageSwitch onChoose={onLanguage} />
      <ThemeSwitch />
    </header>
  );
}
