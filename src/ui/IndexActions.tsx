/** The button that fits where indexing stands. */
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
        <button
          type="button"
          onClick={() => {
            pause(folders);
          }}
        >
          <Pause aria-hidden /> {t("Pause")}
        </button>
      );
    case "paused":
      return (
        <button
          type="button"
          onClick={() => {
            goOn(folders);
          }}
        >
          <Play aria-hidden /> {t("Resume")}
        </button>
      );
    case "behind":
      return (
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
      );
    case "disconnected":
      return (
        <button
          type="button"
          className="primary"
          onClick={() => {
            reconnect(folders);
          }}
        >
          <Plug aria-hidden /> {t("Reconnect")}
        </button>
      );
    case "ready":
      return (
        <button
          type="button"
          onClick={() => {
            indexAgain(folders);
          }}
        >
          <RefreshCw aria-hidden /> {t("Index again")}
        </button>
      );
    case "failed":
      return (
        <button
          type="button"
          onClick={() => {
            goOn(folders);
          }}
        >
          <RefreshCw aria-hidden /> {t("Try again")}
        </button>
      );
  }
}

/** The ways to more folders. */
export function OtherFolders({ folders, actions }: Omit<Props, "status">) {
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
