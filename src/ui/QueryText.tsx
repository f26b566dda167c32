/** The box in which a photo is described. */
import { X } from "lucide-react";
import { useRef } from "react";
import { t } from "./language";
import { usePageKeys } from "./use-keys";

interface Props {
  readonly text: string;
  /** What is read of it, for those who can't see the cut. */
  readonly description: string;
  readonly onWrite: (text: string) => void;
}

export function QueryText({ text, description, onWrite }: Props) {
  const box = useRef<HTMLTextAreaElement>(null);
  usePageKeys({ "/": () => box.current?.focus() });
  return (
    <>
      {/* The wrapper repeats the text out of sight, which makes the box grow with it. */}
      <div className="query-box" data-text={text} data-takes="picture">
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
