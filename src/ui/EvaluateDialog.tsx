/** The Evaluate page: how well each model finds the photos of one's own captions. */
import { FileText, X } from "lucide-react";
import { useRef } from "react";
import type { ModelInfo } from "../engine/messages";
import { DialogFrame } from "./DialogFrame";
import { countWords, gainWords } from "./evaluation-words";
import { EvaluationReport } from "./EvaluationReport";
import { t } from "./language";
import { Notice } from "./Notice";
import type { EvaluationActions, EvaluationPage } from "./use-evaluation";
import { timeLeft } from "./words";

interface Props {
  readonly page: EvaluationPage;
  readonly actions: EvaluationActions;
  readonly models: readonly ModelInfo[];
  /** Files are held over the page. */
  readonly over: boolean;
}

export function EvaluateDialog({ page, actions, models, over }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <DialogFrame
      heading={t("Measure it on your own captions")}
      size="wide"
      onClose={actions.close}
    >
      <p className="sr-only" role="status">
        {heard(page, models)}
      </p>
      <div className="captions-drop" data-over={over}>
        <p>
          {t(
            "Drop a CSV or JSON lines with a photo’s name and its caption. Each caption then looks for its photo among all photos that have captions, and each photo for its captions. Nothing leaves this computer.",
          )}
        </p>
        <button type="button" onClick={() => input.current?.click()}>
          <FileText aria-hidden /> {t("Choose a file of captions")}
        </button>
      </div>
      <input
        ref={input}
        className="sr-only"
        type="file"
        accept=".csv,.tsv,.jsonl,.ndjson,.json,.txt"
        tabIndex={-1}
        aria-label={t("File of captions")}
        data-testid="captions-input"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // Emptied, so that the same file picked again is a change again.
          currentTarget.value = "";
          if (file) actions.measure(file);
        }}
      />
      {page.phase === "measuring" && (
        <Measuring page={page} onCancel={actions.cancel} />
      )}
      {page.phase === "failed" && <Notice failure={page.failure} />}
      {page.phase === "measured" && (
        <EvaluationReport evaluation={page.evaluation} models={models} />
      )}
    </DialogFrame>
  );
}

/** What is told without being looked at: what began, and what it found. */
function heard(page: EvaluationPage, models: readonly ModelInfo[]): string {
  switch (page.phase) {
    case "measuring":
      return t("Measuring {{file}}…", { file: page.file });
    case "measured":
      return [
        countWords(page.evaluation),
        ...gainWords(page.evaluation, models),
      ].join(" ");
    default:
      return "";
  }
}

interface MeasuringProps {
  readonly page: Extract<EvaluationPage, { phase: "measuring" }>;
  readonly onCancel: () => void;
}

function Measuring({ page, onCancel }: MeasuringProps) {
  const { file, done, total, perSecond } = page;
  return (
    <div className="measuring" data-testid="measuring">
      <p>
        {t("Measuring {{file}}…", { file })}{" "}
        <span className="fine">
          {[
            t("{{percent}} %", { percent: Math.floor((100 * done) / total) }),
            timeLeft(total - done, perSecond),
          ]
            .filter((words) => words !== "")
            .join(" · ")}
        </span>
      </p>
      <button type="button" onClick={onCancel}>
        <X aria-hidden /> {t("Cancel")}
      </button>
      <progress aria-label={t("Captions encoded")} value={done} max={total} />
    </div>
  );
}
