/** What was measured: figures with intervals, the plot, the queries, and the way to keep them. */
import { useRef } from "react";
import type { Evaluation, ModelInfo } from "../engine/messages";
import { DownloadButtons } from "./DownloadButtons";
import { FigureTable } from "./FigureTable";
import { t } from "./language";
import { QueryTable } from "./QueryTable";
import { RecallPlot } from "./RecallPlot";

interface Props {
  readonly evaluation: Evaluation;
  readonly models: readonly ModelInfo[];
}

export function EvaluationReport({ evaluation, models }: Props) {
  const plot = useRef<SVGSVGElement>(null);
  const { captions, photos, unmatched, unmatchedPhotos } = evaluation;
  return (
    <div className="report" data-testid="report">
      <p>
        {t("{{captions}} captions of {{photos}} photos.", { captions, photos })}{" "}
        {unmatched > 0 &&
          t(
            "{{count}} photos of the file are not in the index, or several have their name: {{names}}",
            { count: unmatched, names: unmatchedPhotos.join(", ") },
          )}
      </p>
      <FigureTable points={evaluation.points} models={models} />
      <RecallPlot ref={plot} points={evaluation.points} models={models} />
      <DownloadButtons evaluation={evaluation} plot={plot} />
      <QueryTable queries={evaluation.queries} models={models} />
    </div>
  );
}
