/** The index as one file, to be taken elsewhere. */
import { ArchiveRestore, Save } from "lucide-react";
import { useRef } from "react";
import { absentWords } from "./AbsentModels";
import { list, t } from "./language";
import { Notice } from "./Notice";
import type { Backup, BackupState } from "./use-backup";

interface Props {
  readonly backup: Backup;
  /** Whether there is anything to save. */
  readonly isEmpty: boolean;
}

export function BackupSection({ backup, isEmpty }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const { phase } = backup.state;
  const busy = phase === "saving" || phase === "restoring";
  return (
    <section className="storage" aria-labelledby="backup-heading">
      <h3 id="backup-heading">{t("Backup")}</h3>
      <p className="fine">
        {t(
          "One file with all that is known of your photos: vectors, dates, small thumbnails, failures, saved queries and which models are compared, but not the photos themselves. Where it is restored, everything can be searched at once.",
        )}
      </p>
      <BackupWords backup={backup} />
      <p role="status">{doneWords(backup.state)}</p>
      {!busy && (
        <div className="actions">
          {!isEmpty && (
            <button type="button" onClick={backup.save}>
              <Save aria-hidden /> {t("Save a backup")}
            </button>
          )}
          <button type="button" onClick={() => input.current?.click()}>
            <ArchiveRestore aria-hidden /> {t("Restore a backup")}
          </button>
        </div>
      )}
      <input
        ref={input}
        hidden
        type="file"
        accept=".zip,application/zip"
        aria-label={t("Backup file")}
        data-testid="backup-input"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // Emptied, so that the same file chosen again is a change again.
          currentTarget.value = "";
          if (file) backup.restore(file);
        }}
      />
    </section>
  );
}

function BackupWords({ backup: { state, stop } }: { backup: Backup }) {
  switch (state.phase) {
    case "none":
    case "saved":
    case "restored":
      return null;
    case "saving":
    case "restoring": {
      const { done, total } = state.progress;
      const percent = Math.floor((100 * done) / Math.max(1, total));
      return (
        <div className="fetching">
          <p>
            {state.phase === "saving"
              ? t("Saving the backup: {{percent}} %", { percent })
              : t("Restoring the backup: {{percent}} %", { percent })}
          </p>
          <progress
            aria-label={t("Backup done")}
            value={done}
            max={Math.max(1, total)}
          />
          <div className="actions">
            <button type="button" onClick={stop}>
              {t("Stop")}
            </button>
          </div>
        </div>
      );
    }
    case "failed":
      return <Notice failure={state.failure} />;
  }
}

/** Empty until something was done. */
function doneWords(state: BackupState): string {
  switch (state.phase) {
    case "saved":
      return t("The backup is saved.");
    case "restored": {
      const { restored, known } = state.result;
      return [
        t("{{count}} folders restored.", { count: restored }),
        known.length > 0 &&
          t("In the index already, and left as they were: {{folders}}.", {
            folders: list(known),
          }),
        absentWords(state.absent),
      ]
        .filter(Boolean)
        .join(" ");
    }
    case "none":
    case "saving":
    case "restoring":
    case "failed":
      return "";
  }
}
