/** A text with the part that a model never read greyed out, and a thin marker where it stopped. */
import type { ModelInfo } from "../engine/messages";
import type { Reading } from "../photo";
import { stopWords } from "./reading-words";

interface Props {
  readonly text: string;
  readonly readings: readonly Reading[];
  readonly models: readonly ModelInfo[];
}

export function CutText({ text, readings, models }: Props) {
  const stops = stopsOf(readings);
  return (
    <p className="cut-text">
      {text.slice(0, stops[0]?.[0] ?? text.length)}
      {stops.map(([at, stopped], place) => (
        <span key={at}>
          <wbr />
          <mark className="cut">{stopWords(models, stopped)}</mark>
          <span className="unread">
            {text.slice(at, stops[place + 1]?.[0] ?? text.length)}
          </span>
        </span>
      ))}
    </p>
  );
}

/** Where reading stopped, from the front, and whose: models may stop at one place. */
function stopsOf(readings: readonly Reading[]) {
  const stops = new Map<number, Reading[]>();
  for (const reading of readings)
    if (reading.cut !== null)
      stops.set(reading.cut, [...(stops.get(reading.cut) ?? []), reading]);
  return [...stops].sort(([one], [other]) => one - other);
}
