/** Why the folder that a person asked for is not being indexed. */
import { Plug } from "lucide-react";
import { folderOf, type AppState } from "./app-state";
import { FolderInQuestion } from "./FolderInQuestion";
import { t } from "./language";
import { Notice } from "./Notice";
import type { FolderActions } from "./use-folder";

interface Props {
  readonly state: AppState;
  readonly actions: FolderActions;
}

export function FolderNotice(props: Props) {
  return (
    <>
      <div role="status">
        {props.state.wish.phase === "not-chosen" && (
          <p className="fine">
            {t(
              "If your browser refused the folder: choose one inside it, or drop what is in it on this page.",
            )}
          </p>
        )}
      </div>
      <Trouble {...props} />
    </>
  );
}

function Trouble({ state: { status, wish, folders }, actions }: Props) {
  if (wish.phase === "in-question")
    return <FolderInQuestion wish={wish} folders={folders} actions={actions} />;
  if (status.phase === "failed" && !folderOf(status))
    return <Notice failure={status.failure} />;
  // A folder that is disconnected already says so, with its own way back.
  if (wish.phase !== "failed" || status.phase === "disconnected") return null;
  return (
    <Notice failure={wish.failure}>
      {wish.failure.kind === "permission" && (
        <button type="button" onClick={actions.choose}>
          <Plug aria-hidden /> {t("Reconnect")}
        </button>
      )}
    </Notice>
  );
}
