/** What was measured: in a sentence, as figures with intervals, as a plot, caption by caption, and the way to keep it. */
import { useRef } from "react";
import type { Evaluation, ModelInfo } from "../engine/messages";
import { DownloadButtons } from "./DownloadButtons";
import { countWords, gainWords, leftOutWords } from "./evaluation-words";
import { FigureTable } from "./FigureTable";
import { t } from "./language";
import { PointTable } from "./PointTable";
import { QueryTable } from "./QueryTable";
import { RecallPlot } from "./RecallPlot";
import { Unbroken } from "./Unbroken";

interface Props {
  readonly evaluation: Evaluation;
  readonly models: readonly ModelInfo[];
}

export function EvaluationReport({ evaluation, models }: Props) {
  const plot = useRef<SVGSVGElement>(null);
  const { points } = evaluation;
  return (
    <div className="report" data-testid="report">
      <div className="verdict">
        <p className="fine">{countWords(evaluation)}</p>
        {gainWords(evaluation, models).map((words) => (
          <p key={words} className="summary-words">
            <Unbroken words={words} />
          </p>
        ))}
        {leftOutWords(evaluation).map((words) => (
          <p key={words} className="left-out">
            {words}
          </p>
        ))}
      </div>
      <FigureTable points={points} models={models} />
      <figure className="plot-figure">
        <figcaption>
          <h3>{t("Recall against tokens read")}</h3>
          <p className="fine">
            {t(
              "The share of captions that find their photo first when so many tokens of each are read. Bands are 95 % intervals; a dotted line leads on where a model reads no further.",
            )}
          </p>
        </figcaption>
        <RecallPlot ref={plot} points={points} models={models} />
        <PointTable points={points} models={models} />
      </figure>
      <QueryTable queries={evaluation.queries} models={models} />
      <DownloadButtons evaluation={evaluation} plot={plot} />
    </div>
  );
}
