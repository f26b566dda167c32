/** What can be done with the selected photos; at the lower edge of the page while there are any. */
import { FileArchive, FolderOutput, Table, X } from "lucide-react";
import type { ModelInfo } from "../engine/messages";
import { copyText } from "./copy";
import { CopyButton } from "./CopyButton";
import { canCopyToFolder, useExport, type Export } from "./export/use-export";
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
  const { size } = selection.selected;
  const out = useExport(engine, search, models, selection.selected);
  const words = t("{{count}} photos selected", { count: size });
  return (
    <>
      {/* It stands there before the bar does: who hears the page hears of the first photo too. */}
      <p className="sr-only" role="status">
        {size > 0 ? words : ""}
      </p>
      {size > 0 && <Bar selection={selection} out={out} words={words} />}
    </>
  );
}

interface BarProps {
  readonly selection: Selection;
  readonly out: Export;
  readonly words: string;
}

function Bar({ selection, out, words }: BarProps) {
  const busy = out.state.phase === "running";
  return (
    <section className="selection-bar" aria-label={t("Selected photos")}>
      <p>
        <b>{words}</b>
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
        <button type="button" className="let-go" onClick={selection.clear}>
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
