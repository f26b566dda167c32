/** The buttons that fit where indexing stands. */
import { FolderOpen, Images, Pause, Play, Plug, RefreshCw } from "lucide-react";
import type { IndexStatus } from "../engine/messages";
import { folderOf } from "./app-state";
import { t } from "./language";
import type { FolderActions } from "./use-folder";

export function IndexActions({
  status,
  actions,
}: {
  status: IndexStatus;
  actions: FolderActions;
}) {
  switch (status.phase) {
    case "empty":
      return null;
    case "scanning":
    case "indexing":
      return (
        <div className="actions">
          <button type="button" onClick={actions.pause}>
            <Pause aria-hidden /> {t("Pause")}
          </button>
        </div>
      );
    case "paused":
      return (
        <div className="actions">
          <button type="button" onClick={actions.goOn}>
            <Play aria-hidden /> {t("Resume")}
          </button>
          <OtherFolders status={status} actions={actions} />
        </div>
      );
    case "behind":
      return (
        <div className="actions">
          <button type="button" className="primary" onClick={actions.goOn}>
            <Play aria-hidden />{" "}
            {t("Encode {{count}} photos", { count: status.toEncode })}
          </button>
          <OtherFolders status={status} actions={actions} />
        </div>
      );
    case "disconnected":
      return (
        <div className="actions">
          <button
            type="button"
            className="primary"
            onClick={() => {
              actions.reconnect(status);
            }}
          >
            <Plug aria-hidden /> {t("Reconnect")}
          </button>
          <OtherFolders status={status} actions={actions} />
        </div>
      );
    case "ready":
      return (
        <div className="actions">
          <button
            type="button"
            onClick={() => {
              actions.indexAgain(status.folder);
            }}
          >
            <RefreshCw aria-hidden /> {t("Index again")}
          </button>
          <OtherFolders status={status} actions={actions} />
        </div>
      );
    case "failed":
      return (
        <div className="actions">
          <button type="button" onClick={actions.goOn}>
            <RefreshCw aria-hidden /> {t("Try again")}
          </button>
          <OtherFolders status={status} actions={actions} />
        </div>
      );
  }
}

function OtherFolders({
  status,
  actions,
}: {
  status: IndexStatus;
  actions: FolderActions;
}) {
  return (
    <>
      <button type="button" onClick={actions.choose}>
        <FolderOpen aria-hidden /> {t("Choose another folder")}
      </button>
      {folderOf(status)?.kind !== "samples" && (
        <button type="button" onClick={actions.chooseSamples}>
          <Images aria-hidden /> {t("Try the sample photos")}
        </button>
      )}
    </>
  );
}
