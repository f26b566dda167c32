/** Says which models a link compares that are not installed here; those that are stand in their columns. */
import { Boxes } from "lucide-react";
import { list, t } from "./language";
import { PageNotice } from "./PageNotice";

interface Props {
  readonly titles: readonly string[];
  readonly onDismiss: () => void;
}

export function AbsentModels({ titles, onDismiss }: Props) {
  return (
    <PageNotice
      icon={<Boxes aria-hidden />}
      words={absentWords(titles)}
      onDismiss={onDismiss}
    />
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
