/** Where indexing stands, in one line under the header, with what can be done about it. */
import {
  countsOf,
  doneOf,
  folderOf,
  phaseOf,
  type AppState,
} from "./app-state";
import { FailureList } from "./FailureList";
import { IndexActions, OtherFolders } from "./IndexActions";
import { IndexHeard } from "./IndexHeard";
import { isWorking } from "./index-status";
import { IndexWords } from "./IndexWords";
import { t } from "./language";
import type { FolderActions } from "./use-folder";
import { WakeLockSwitch } from "./WakeLockSwitch";

interface Props {
  readonly state: AppState;
  readonly actions: FolderActions;
}

export function IndexProgress({ state, actions }: Props) {
  const { status, wish } = state;
  const { total, encoded, unchanged, failed } = countsOf(status);
  const treated = doneOf(status) + failed;
  const phase = phaseOf(state);
  const shown = folderOf(status) !== null || wish.phase === "asked";
  return (
    <section
      aria-label={t("Index")}
      className={shown ? "index-status" : "sr-only"}
      data-testid="index-status"
      data-phase={phase}
      data-total={total}
      data-done={doneOf(status)}
      data-encoded={encoded}
      data-unchanged={unchanged}
      data-failed={failed}
      data-device={
        status.phase === "empty" ? "" : (status.device?.device ?? "")
      }
    >
      <IndexHeard state={state} />
      {wish.phase === "asked" && <p>{t("Opening the folder…")}</p>}
      {shown && wish.phase !== "asked" && (
        <>
          <IndexWords status={status} />
          {status.phase !== "empty" && (
            <FailureList
              failures={status.failures ?? []}
              onRetry={() => {
                actions.goOn(state.folders, { retryFailed: true });
              }}
            />
          )}
          <div className="actions">
            <IndexActions
              status={status}
              folders={state.folders}
              actions={actions}
            />
            {!isWorking(phase) && (
              <OtherFolders folders={state.folders} actions={actions} />
            )}
          </div>
          {isWorking(phase) && <WakeLockSwitch />}
        </>
      )}
      {phase === "indexing" && (
        <progress
          aria-label={t("Photos indexed")}
          value={treated}
          max={Math.max(1, total)}
        />
      )}
    </section>
  );
}
