/** A failure in plain words, with the way out beside it. */
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Failure } from "../failures";
import { sentenceFor } from "./failure-words";

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
