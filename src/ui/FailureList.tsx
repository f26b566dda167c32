/** The photos that were skipped, each with its reason, behind one line. */
import { Download, RefreshCw, TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import type { PhotoFailure } from "../failures";
import { sentenceFor } from "./failure-words";
import { download } from "./download";
import { failuresCsv } from "./failures-csv";
import { t } from "./language";

/** More lines than anybody reads, and fewer than make the page slow; the CSV has them all. */
const shownAtMost = 500;

interface Props {
  readonly failures: readonly PhotoFailure[];
  readonly onRetry: () => void;
}

export function FailureList({ failures, onRetry }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  if (failures.length === 0) return null;
  const save = () => {
    const csv = failuresCsv(failures, sentenceFor);
    download(new Blob([csv], { type: "text/csv" }), "skipped-photos.csv");
  };
  return (
    <>
      <button
        type="button"
        className="skipped"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <TriangleAlert aria-hidden />
        {t("{{count}} photos skipped", { count: failures.length })}
      </button>
      <div id={id} className="skipped-photos" hidden={!open}>
        <div className="actions">
          <button type="button" onClick={onRetry}>
            <RefreshCw aria-hidden /> {t("Try them again")}
          </button>
          <button type="button" onClick={save}>
            <Download aria-hidden /> {t("Save the list as CSV")}
          </button>
        </div>
        <ul>
          {failures.slice(0, shownAtMost).map((failure) => (
            <li key={failure.path}>{sentenceFor(failure)}</li>
          ))}
        </ul>
        {failures.length > shownAtMost && (
          <p>
            {t("{{count}} more are in the CSV.", {
              count: failures.length - shownAtMost,
            })}
          </p>
        )}
      </div>
    </>
  );
}
