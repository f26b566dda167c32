/** A text with the part that a model never read greyed out, and a thin marker where it stopped. */
import type { ModelInfo } from "../engine/messages";
import type { Reading } from "../photo";
import { t } from "./language";
import { titleOf } from "./words";

interface Props {
  readonly text: string;
  readonly readings: readonly Reading[];
  readonly models: readonly ModelInfo[];
}

export function CutText({ text, readings, models }: Props) {
  const cuts = readings
    .flatMap((reading) =>
      reading.cut === null ? [] : [{ ...reading, at: reading.cut }],
    )
    .sort((one, other) => one.at - other.at);
  return (
    <p className="cut-text">
      {text.slice(0, cuts[0]?.at ?? text.length)}
      {cuts.map(({ model, read, tokens, at }, place) => (
        <span key={model}>
          <wbr />
          <mark className="cut">
            {t("{{model}} stops here, token {{read}} of {{tokens}}", {
              model: titleOf(models, model),
              read,
              tokens,
            })}
          </mark>
          <span className="unread">
            {text.slice(at, cuts[place + 1]?.at ?? text.length)}
          </span>
        </span>
      ))}
    </p>
  );
}
