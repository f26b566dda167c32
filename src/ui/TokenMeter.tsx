/** How much of the text in the box one model reads. */
import type { ModelInfo } from "../engine/messages";
import type { Reading } from "../photo";
import { beyondTraining, readingWords } from "./reading-words";

interface Props {
  readonly model: ModelInfo;
  readonly reading: Reading | undefined;
  /** Nothing is written yet, so the meter tells what the model could read. */
  readonly blank: boolean;
  /** The reading is of an older text. */
  readonly busy: boolean;
}

export function TokenMeter({ model, reading, blank, busy }: Props) {
  const part =
    reading && !blank ? reading.read / Math.max(1, reading.tokens) : 0;
  const beyond = blank ? "" : beyondTraining(model, reading);
  return (
    <div
      className="token-meter"
      data-testid="token-meter"
      data-model={model.id}
      data-tokens={reading?.tokens ?? ""}
      data-read={reading?.read ?? ""}
      data-cut={reading?.cut ?? ""}
      aria-busy={busy}
    >
      <p>
        {readingWords(model, reading, blank)}
        {beyond && <span className="fine">, {beyond}</span>}
      </p>
      <div className="meter-track" aria-hidden>
        <div style={{ width: `${(100 * part).toFixed(2)}%` }} />
      </div>
    </div>
  );
}
