/** How the last wish about models went. */
import { sentenceFor } from "./failure-words";
import { t } from "./language";
import { Notice } from "./Notice";
import type { ModelsWork } from "./models-page";
import { list } from "./words";

export function ModelsNews({ work }: { work: ModelsWork }) {
  // To be heard: who sees the page sees the download itself.
  const heard = work.phase === "fetching" && work.progress?.phase !== "testing";
  return (
    <div data-testid="models-news" data-phase={work.phase}>
      <p role="status" className={heard ? "sr-only" : undefined}>
        {newsWords(work)}
      </p>
      {work.phase === "failed" && <Notice failure={work.failure} />}
    </div>
  );
}

/** What is heard while the page is closed, which has no notice then. */
export const heardWords = (work: ModelsWork): string =>
  work.phase === "failed" ? sentenceFor(work.failure) : newsWords(work);

function newsWords(work: ModelsWork): string {
  switch (work.phase) {
    case "adding":
      return t(
        "Checking, copying and testing the model; a large one takes a minute…",
      );
    case "added":
      return t("Added {{models}}. Tick “Compare” to see its ranking.", {
        models: list(work.titles),
      });
    case "removing":
      return t("Removing the model…");
    case "removed":
      return t("The model was removed.");
    case "finding":
      return t("Looking…");
    case "fetching":
      return work.progress?.phase === "testing"
        ? t(
            "Everything is here. Checking and testing the model; a large one takes a minute…",
          )
        : t("Downloading…");
    case "idle":
    case "found":
    case "failed":
      return "";
  }
}
