/** A failure in the language of the page. */
import { sentences, type Failure } from "../failures";
import { t } from "./language";

/** What happened and the way out. A reason of ours is translated too; one of the browser's stays as it says it. */
export const sentenceFor = (failure: Failure): string =>
  t(
    sentences[failure.kind],
    "reason" in failure
      ? { ...failure, reason: t(failure.reason) }
      : { ...failure },
  );
