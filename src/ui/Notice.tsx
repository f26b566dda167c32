/** A failure in plain words, with the way out beside it. */
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { sentenceFor, type Failure } from "../failures";

export function Notice({
  failure,
  children,
}: {
  failure: Failure;
  children?: ReactNode;
}) {
  return (
    <div className="notice" role="alert">
      <CircleAlert aria-hidden />
      <p>{sentenceFor(failure)}</p>
      {children}
    </div>
  );
}
