/** Says which models a link compares that are not installed here; those that are stand in their columns. */
import { Boxes, X } from "lucide-react";
import { list, t } from "./language";

interface Props {
  readonly titles: readonly string[];
  readonly onDismiss: () => void;
}

export function AbsentModels({ titles, onDismiss }: Props) {
  return (
    <div role="status" className="absent-models">
      {titles.length > 0 && (
        <div className="notice">
          <Boxes aria-hidden />
          <p>{absentWords(titles)}</p>
          <button type="button" onClick={onDismiss}>
            <X aria-hidden />
            <span className="sr-only">{t("Dismiss")}</span>
          </button>
        </div>
      )}
    </div>
  );
}

/** Of a link or a backup; empty where all are there. */
export const absentWords = (titles: readonly string[]): string =>
  titles.length > 0
    ? t(
        "Not installed here, and so not compared: {{models}}. Models are added on the Models page.",
        { models: list(titles) },
      )
    : "";
