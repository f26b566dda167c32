/** The buttons that fit where indexing stands. */
import { FolderOpen, Images, Pause, Play, Plug, RefreshCw } from "lucide-react";
import type { IndexStatus } from "../engine/messages";
import { folderOf } from "./app-state";
import type { FolderActions } from "./use-folder";
import { count } from "./words";

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
            <Pause aria-hidden /> Pause
          </button>
        </div>
      );
    case "paused":
      return (
        <div className="actions">
          <button type="button" onClick={actions.goOn}>
            <Play aria-hidden /> Resume
          </button>
          <OtherFolders status={status} actions={actions} />
        </div>
      );
    case "behind":
      return (
        <div className="actions">
          <button type="button" className="primary" onClick={actions.goOn}>
            <Play aria-hidden /> Encode {count(status.toEncode, "photo")}
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
            <Plug aria-hidden /> Reconnect
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
            <RefreshCw aria-hidden /> Index again
          </button>
          <OtherFolders status={status} actions={actions} />
        </div>
      );
    case "failed":
      return (
        <div className="actions">
          <button type="button" onClick={actions.goOn}>
            <RefreshCw aria-hidden /> Try again
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
        <FolderOpen aria-hidden /> Choose another folder
      </button>
      {folderOf(status)?.kind !== "samples" && (
        <button type="button" onClick={actions.chooseSamples}>
          <Images aria-hidden /> Try the sample photos
        </button>
      )}
    </>
  );
}
