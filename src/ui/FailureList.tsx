/** The photos that were skipped, each with its reason, behind one line. */
import { TriangleAlert } from "lucide-react";
import { sentenceFor, type PhotoFailure } from "../failures";
import { useDismiss } from "./use-dismiss";
import { count } from "./words";

export function FailureList({
  failures,
}: {
  failures: readonly PhotoFailure[];
}) {
  const details = useDismiss();
  if (failures.length === 0) return null;
  return (
    <details className="popover failures" ref={details}>
      <summary>
        <TriangleAlert aria-hidden />
        {count(failures.length, "photo")} skipped
      </summary>
      <ul className="popover-panel">
        {failures.map((failure) => (
          <li key={failure.path}>{sentenceFor(failure)}</li>
        ))}
      </ul>
    </details>
  );
}
