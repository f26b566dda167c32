/** What can be done with the selected photos; at the lower edge of the page while there are any. */
import { FileArchive, FolderOutput, Table, X } from "lucide-react";
import type { ModelInfo } from "../engine/messages";
import { copyText } from "./copy";
import { CopyButton } from "./CopyButton";
import { canCopyToFolder, useExport } from "./export/use-export";
import { ExportWords } from "./ExportWords";
import { t } from "./language";
import type { Ask } from "./use-engine";
import type { Selection } from "./use-selection";

interface Props {
  readonly engine: Ask;
  readonly search: number | undefined;
  readonly models: readonly ModelInfo[];
  readonly selection: Selection;
}

export function SelectionBar({ engine, search, models, selection }: Props) {
  const { selected, clear } = selection;
  const out = useExport(engine, search, models, selected);
  if (selected.size === 0) return null;
  const busy = out.state.phase === "running";
  return (
    <section className="selection-bar" aria-label={t("Selected photos")}>
      <p role="status">
        <b>{t("{{count}} photos selected", { count: selected.size })}</b>
      </p>
      <div className="actions">
        <CopyButton
          label={t("Copy the paths")}
          copy={() => copyText(pathsOf(selection))}
        />
        <button type="button" onClick={out.saveTable}>
          <Table aria-hidden /> {t("Save a table (CSV)")}
        </button>
        {canCopyToFolder() && (
          <button type="button" disabled={busy} onClick={out.copyToFolder}>
            <FolderOutput aria-hidden /> {t("Copy into a folder…")}
          </button>
        )}
        <button type="button" disabled={busy} onClick={out.saveZip}>
          <FileArchive aria-hidden /> {t("Save as ZIP")}
        </button>
        <button type="button" className="let-go" onClick={clear}>
          <X aria-hidden /> {t("Clear the selection")}
        </button>
      </div>
      <ExportWords out={out} />
    </section>
  );
}

/** One a line; with the folder's name where the photos are of several. */
function pathsOf({ selected }: Selection): string {
  const photos = [...selected.values()];
  const several = new Set(photos.map(({ folder }) => folder.id)).size > 1;
  return photos
    .map(({ folder, path }) => (several ? `${folder.name}/${path}` : path))
    .join("\n");
}
