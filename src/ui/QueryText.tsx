/** The box in which a photo is described. */
import { X } from "lucide-react";
import { useRef } from "react";
import type { ModelInfo } from "../engine/messages";
import { markWords, type CutMark } from "./cut-marks";
import { t } from "./language";
import { ReadCopy } from "./ReadCopy";
import { usePageKeys } from "./use-keys";

interface Props {
  readonly text: string;
  readonly marks: readonly CutMark[];
  readonly models: readonly ModelInfo[];
  /** What is read of it, for those who can't see the cut. */
  readonly description: string;
  readonly onWrite: (text: string) => void;
}

export function QueryText({
  text,
  marks,
  models,
  description,
  onWrite,
}: Props) {
  const box = useRef<HTMLTextAreaElement>(null);
  usePageKeys({ "/": () => box.current?.focus() });
  return (
    <>
      <div className="query-box" data-marks={marks.length} data-takes="picture">
        <div className="query-scroll">
          <textarea
            ref={box}
            aria-label={t("Describe the photo")}
            aria-describedby="what-is-read"
            placeholder={t(
              "Describe a photo as you remember it. Take a whole paragraph: what stands where, the light, the colours, the small things at the edge.",
            )}
            value={text}
            rows={3}
            spellCheck
            onChange={(event) => {
              onWrite(event.currentTarget.value);
            }}
            onKeyDown={(event) => {
              if (event.key === "Escape") event.currentTarget.blur();
            }}
          />
          <ReadCopy text={text} marks={marks} models={models} />
        </div>
        {marks.length > 0 && (
          <ul className="cut-legend" aria-hidden>
            {marks.map((mark) => (
              <li key={`${mark.kind} ${String(mark.at)}`}>
                {markWords(models, mark)}
              </li>
            ))}
          </ul>
        )}
        {text !== "" && (
          <button
            type="button"
            className="clear"
            onClick={() => {
              onWrite("");
              box.current?.focus();
            }}
          >
            <X aria-hidden />{" "}
            <span className="sr-only">{t("Clear the description")}</span>
          </button>
        )}
      </div>
      <p id="what-is-read" className="sr-only">
        {description}
      </p>
    </>
  );
}
