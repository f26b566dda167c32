/** The page's first line: name, folder, device, models, theme. */
import { Boxes, Folder as FolderIcon, Images } from "lucide-react";
import { countsOf, doneOf, folderOf } from "./app-state";
import type { IndexStatus } from "./index-status";
import { DeviceChip } from "./DeviceChip";
import { t } from "./language";
import { LanguageSwitch } from "./LanguageSwitch";
import { Mark } from "./Mark";
import { ThemeSwitch } from "./ThemeSwitch";
import { folderName, stateWords } from "./words";

interface Props {
  readonly status: IndexStatus;
  /** How much of a model is downloaded, from 0 to 1; null while none is on its way. */
  readonly fetched: number | null;
  readonly onModels: () => void;
}

export function Header({ status, fetched, onModels }: Props) {
  const folder = folderOf(status);
  const device = status.phase === "empty" ? null : status.device;
  const Icon = folder?.kind === "samples" ? Images : FolderIcon;
  return (
    <header className="header">
      <h1 className="name">
        <Mark />
        tulip-photos
      </h1>
      {folder && (
        <p className="chip folder-chip" title={folderName(folder)}>
          <Icon aria-hidden />
          <span className="sr-only">{t("Folder:")} </span>
          <b>{folderName(folder)}</b>
          <span className="chip-more">
            {t("{{count}} photos", {
              count:
                status.phase === "ready"
                  ? doneOf(status)
                  : countsOf(status).total,
            })}
            , {stateWords(status.phase)}
          </span>
        </p>
      )}
      {device && <DeviceChip device={device} />}
      <button type="button" className="to-models" onClick={onModels}>
        <Boxes aria-hidden /> {t("Models")}
        {fetched !== null && (
          <span className="chip-more">
            {t("{{percent}} %", { percent: Math.floor(100 * fetched) })}
          </span>
        )}
      </button>
      <LanguageSwitch />
      <ThemeSwitch />
    </header>
  );
}
