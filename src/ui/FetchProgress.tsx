/** A model on its way: how much of it is here, how long it takes, and the ways to stop. */
import { Pause, X } from "lucide-react";
import { t } from "./language";
import {
  shareFetched,
  type ModelActions,
  type ModelsWork,
} from "./models-page";
import { fetchWords, foundTitle } from "./model-words";
import { useShown } from "./use-shown";

interface Props {
  readonly work: Extract<ModelsWork, { phase: "fetching" }>;
  readonly onStop: ModelActions["stop"];
}

export function FetchProgress({ work, onStop }: Props) {
  return (
    <section
      ref={useShown<HTMLElement>()}
      className="model-card fetching"
      aria-labelledby="fetching"
      data-testid="fetching"
    >
      <h3 id="fetching">{foundTitle(work.model)}</h3>
      <p className="wide">{fetchWords(work.model, work.progress)}</p>
      <progress
        aria-label={t("Model downloaded")}
        value={shareFetched(work) ?? 0}
        max={1}
      />
      <div className="actions">
        <button
          type="button"
          onClick={() => {
            onStop("pause");
          }}
        >
          <Pause aria-hidden /> {t("Pause")}
        </button>
        <button
          type="button"
          onClick={() => {
            onStop("discard");
          }}
        >
          <X aria-hidden /> {t("Cancel and discard")}
        </button>
      </div>
    </section>
  );
}
