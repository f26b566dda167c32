/** The photos that were skipped, each with its reason, behind one line. */
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { sentenceFor, type PhotoFailure } from "../failures";
import { count } from "./words";

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
        {count(failures.length, "photo")} skipped
      </button>
      <ul id="skipped-photos" className="skipped-photos" hidden={!open}>
        {failures.map((failure) => (
          <li key={failure.path}>{sentenceFor(failure)}</li>
        ))}
      </ul>
    </>
  );
}
