/** The library: every folder with what can be done to it, and what is stored here. */
import { FolderOpen } from "lucide-react";
import type { FolderStatus } from "../engine/messages";
import type { AppState } from "./app-state";
import { BackupSection } from "./BackupSection";
import { DialogFrame } from "./DialogFrame";
import { FolderNotice } from "./FolderNotice";
import { FolderRow } from "./FolderRow";
import { isWorking } from "./index-status";
import { t } from "./language";
import { Storage } from "./Storage";
import type { Backup } from "./use-backup";
import type { Ask } from "./use-engine";
import type { FolderActions } from "./use-folder";
import { VideosSwitch } from "./VideosSwitch";

interface Props {
  readonly engine: Ask;
  readonly state: AppState;
  readonly actions: FolderActions;
  readonly backup: Backup;
  readonly onClose: () => void;
}

export function LibraryDialog({
  engine,
  state,
  actions,
  backup,
  onClose,
}: Props) {
  const { folders } = state;
  return (
    <DialogFrame heading={t("Library")} size="wide" onClose={onClose}>
      <FolderNotice state={state} actions={actions} />
      {folders.length === 0 && <p>{t("No folder is indexed yet.")}</p>}
      <ul className="folder-list" aria-label={t("Folders")}>
        {folders.map((status) => (
          <FolderRow
            key={status.folder.id}
            engine={engine}
            status={status}
            actions={actions}
          />
        ))}
      </ul>
      <div className="actions">
        <button type="button" className="primary" onClick={actions.choose}>
          <FolderOpen aria-hidden /> {t("Add a folder")}
        </button>
        <VideosSwitch
          engine={engine}
          onChange={() => {
            const lookedAt = folders.filter(isLookedAt);
            if (lookedAt.length > 0) actions.goOn(lookedAt);
          }}
        />
      </div>
      <BackupSection backup={backup} isEmpty={folders.length === 0} />
      <Storage onForget={actions.forgetEverything} />
    </DialogFrame>
  );
}

/** What is paused, or can't be read now, finds its videos when a person goes on with it. */
const isLookedAt = ({ phase }: FolderStatus) =>
  isWorking(phase) || phase === "ready" || phase === "failed";
