/** The buttons that fit where indexing stands. */
import { FolderOpen, Images, Pause, Play, Plug, RefreshCw } from "lucide-react";
import type { FolderStatus } from "../engine/messages";
import type { IndexStatus } from "./index-status";
import { t } from "./language";
import type { FolderActions } from "./use-folder";

interface Props {
  readonly status: IndexStatus;
  readonly folders: readonly FolderStatus[];
  readonly actions: FolderActions;
}

export function IndexActions({ status, folders, actions }: Props) {
  const { pause, goOn, reconnect, indexAgain } = actions;
  switch (status.phase) {
    case "empty":
      return null;
    case "waiting":
    case "scanning":
    case "indexing":
      return (
        <div className="actions">
          <button
            type="button"
            onClick={() => {
              pause(folders);
            }}
          >
            <Pause aria-hidden /> {t("Pause")}
          </button>
        </div>
      );
    case "paused":
      return (
        <div className="actions">
          <button
            type="button"
            onClick={() => {
              goOn(folders);
            }}
          >
            <Play aria-hidden /> {t("Resume")}
          </button>
          <OtherFolders folders={folders} actions={actions} />
        </div>
      );
    case "behind":
      return (
        <div className="actions">
          <button
            type="button"
            className="primary"
            onClick={() => {
              goOn(folders);
            }}
          >
            <Play aria-hidden />{" "}
            {t("Encode {{count}} photos", { count: status.toEncode })}
          </button>
          <OtherFolders folders={folders} actions={actions} />
        </div>
      );
    case "disconnected":
      return (
        <div className="actions">
          <button
            type="button"
            className="primary"
            onClick={() => {
              reconnect(folders);
            }}
          >
            <Plug aria-hidden /> {t("Reconnect")}
          </button>
          <OtherFolders folders={folders} actions={actions} />
        </div>
      );
    case "ready":
      return (
        <div className="actions">
          <button
            type="button"
            onClick={() => {
              indexAgain(folders);
            }}
          >
            <RefreshCw aria-hidden /> {t("Index again")}
          </button>
          <OtherFolders folders={folders} actions={actions} />
        </div>
      );
    case "failed":
      return (
        <div className="actions">
          <button
            type="button"
            onClick={() => {
              goOn(folders);
            }}
          >
            <RefreshCw aria-hidden /> {t("Try again")}
          </button>
          <OtherFolders folders={folders} actions={actions} />
        </div>
      );
  }
}

function OtherFolders({ folders, actions }: Omit<Props, "status">) {
  return (
    <>
      <button type="button" onClick={actions.choose}>
        <FolderOpen aria-hidden /> {t("Add a folder")}
      </button>
      {!folders.some(({ folder }) => folder.kind === "samples") && (
        <button type="button" onClick={actions.chooseSamples}>
          <Images aria-hidden /> {t("Try the sample photos")}
        </button>
      )}
    </>
  );
}
