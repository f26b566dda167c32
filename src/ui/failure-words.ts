/** A failure in the language of the page. */
import { sentences, type Failure } from "../failures";
import { t } from "./language";

/** What happened and the way out. */
export const sentenceFor = (failure: Failure): string =>
  t(sentences[failure.kind], { ...failure });
