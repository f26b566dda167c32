/** One folder of the library: where it stands, what was skipped, and what can be done to it. */
import { Folder as FolderIcon, Images, Trash2, Undo2 } from "lucide-react";
import type { FolderStatus } from "../engine/messages";
import { doneOf } from "./app-state";
import { FailureList } from "./FailureList";
import { IndexActions } from "./IndexActions";
import { IndexWords } from "./IndexWords";
import { t } from "./language";
import { SubFolders } from "./SubFolders";
import { useAsk } from "./use-ask";
import type { Ask } from "./use-engine";
import type { FolderActions } from "./use-folder";
import { folderName, scannedWords } from "./words";

interface Props {
  readonly engine: Ask;
  readonly status: FolderStatus;
  readonly actions: FolderActions;
}

export function FolderRow({ engine, status, actions }: Props) {
  const { folder, counts, failures } = status;
  const Icon = folder.kind === "samples" ? Images : FolderIcon;
  const notice = status.phase === "ready" ? status.notice : null;
  return (
    <li className="folder-row" data-folder={folder.name}>
      <h3>
        <Icon aria-hidden /> {folderName(folder)}
      </h3>
      <p className="fine">{scannedWords(folder)}</p>
      <IndexWords status={status} />
      {status.phase === "indexing" && (
        <progress
          aria-label={t("Photos indexed")}
          value={doneOf(status) + counts.failed}
          max={Math.max(1, counts.total)}
        />
      )}
      <FailureList
        failures={failures}
        onRetry={() => {
          actions.goOn([status], { retryFailed: true });
        }}
      />
      <div className="actions">
        <IndexActions status={status} folders={[status]} actions={actions} />
        {notice?.kind === "folder-emptied" && (
          <button
            type="button"
            onClick={() => {
              actions.goOn([status], { forgetMissing: true });
            }}
          >
            <Undo2 aria-hidden /> {t("They are really gone: forget them")}
          </button>
        )}
        <Removal
          name={folderName(folder)}
          onRemove={() => {
            actions.remove(status);
          }}
        />
      </div>
      {folder.kind !== "samples" && (
        <SubFolders engine={engine} folder={folder} exclude={actions.exclude} />
      )}
    </li>
  );
}

/** Asks before it removes: encoding many photos again takes a while. */
function Removal({
  name,
  onRemove,
}: {
  readonly name: string;
  readonly onRemove: () => void;
}) {
  const { asked, button, ask, letBe } = useAsk();
  return (
    <>
      <button ref={button} type="button" onClick={asked ? onRemove : ask}>
        <Trash2 aria-hidden />{" "}
        {asked
          ? t("Yes, remove {{name}} from the index", { name })
          : t("Remove {{name}}", { name })}
      </button>
      {asked && (
        <button type="button" onClick={letBe}>
          {t("Keep")}
        </button>
      )}
    </>
  );
}
