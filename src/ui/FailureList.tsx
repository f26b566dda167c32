/** The photos that were skipped, each with its reason, behind one line. */
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { PhotoFailure } from "../failures";
import { sentenceFor } from "./failure-words";
import { t } from "./language";

export function FailureList({
  failures,
}: {
  failures: readonly PhotoFailure[];
}) {
  const [open, setOpen] = useState(false);
  if (failures.length === 0) return null;
  return (
    <>
      <button
        type="button"
        className="skipped"
        aria-expanded={open}
        aria-controls="skipped-photos"
        onClick={() => {
          setOpen(!open);
        }}
      >
        <TriangleAlert aria-hidden />
        {t("{{count}} photos skipped", { count: failures.length })}
      </button>
      <ul id="skipped-photos" className="skipped-photos" hidden={!open}>
        {failures.map((failure) => (
          <li key={failure.path}>{sentenceFor(failure)}</li>
        ))}
      </ul>
    </>
  );
}
