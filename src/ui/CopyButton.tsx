/** Copies something, and says on the button itself whether it did. */
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { sentenceFor } from "./failure-words";
import { t } from "./language";

interface Props {
  readonly label: string;
  readonly copy: () => Promise<void>;
}

type Copied = "not yet" | "copied" | "refused";

/** Long enough to be read. */
const SAID_MS = 2500;

export function CopyButton({ label, copy }: Props) {
  const [copied, setCopied] = useState<Copied>("not yet");
  useEffect(() => {
    if (copied !== "copied") return undefined;
    const timer = setTimeout(() => {
      setCopied("not yet");
    }, SAID_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  return (
    <>
      <button
        type="button"
        className="copy"
        onClick={() => {
          // Also what is missing altogether is refused: an address that is not secure has no clipboard.
          new Promise<void>((resolve) => {
            resolve(copy());
          }).then(
            () => {
              setCopied("copied");
            },
            () => {
              setCopied("refused");
            },
          );
        }}
      >
        {copied === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
        {copied === "copied" ? t("Copied") : label}
      </button>
      <span className="sr-only" role="status">
        {copied === "copied" ? t("Copied") : ""}
      </span>
      {copied === "refused" && (
        <p className="fine copy-refused" role="alert">
          {sentenceFor({ kind: "copy-refused" })}
        </p>
      )}
    </>
  );
}
