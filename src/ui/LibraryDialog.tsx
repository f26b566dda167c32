/** The library: every folder with what can be done to it, and what is stored here. */
import { FolderOpen, X } from "lucide-react";
import type { AppState } from "./app-state";
import { FolderNotice } from "./FolderNotice";
import { FolderRow } from "./FolderRow";
import { t } from "./language";
import { Storage } from "./Storage";
import { useDialog } from "./use-dialog";
import type { Ask } from "./use-engine";
import type { FolderActions } from "./use-folder";

interface Props {
  readonly engine: Ask;
  readonly state: AppState;
  readonly actions: FolderActions;
  readonly onClose: () => void;
}

export function LibraryDialog({ engine, state, actions, onClose }: Props) {
  const dialog = useDialog();
  const { folders } = state;
  return (
    <dialog
      ref={dialog}
      className="lightbox models"
      aria-labelledby="library-heading"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      <div className="models-frame">
        <header>
          <h2 id="library-heading">{t("Library")}</h2>
          <button
            type="button"
            className="close"
            onClick={() => dialog.current?.close()}
          >
            <X aria-hidden /> {t("Close")}
          </button>
        </header>
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
        </div>
        <Storage onForget={actions.forgetEverything} />
      </div>
    </dialog>
  );
}
