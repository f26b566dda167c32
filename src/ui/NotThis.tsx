/** Words that photos are kept away from: a button that opens a small field. */
import { Minus } from "lucide-react";
import { useState } from "react";
import { firstWeight, type QueryPart } from "../query";
import { t } from "./language";

export function NotThis({ onAdd }: { onAdd: (part: QueryPart) => void }) {
  const [text, setText] = useState<string | null>(null);
  if (text === null)
    return (
      <button
        type="button"
        onClick={() => {
          setText("");
        }}
      >
        <Minus aria-hidden /> {t("Not this…")}
      </button>
    );
  return (
    <form
      className="not-this"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "")
          onAdd({
            kind: "text",
            text: text.trim(),
            weight: firstWeight.unlike,
          });
        setText(null);
      }}
    >
      <input
        type="text"
        autoFocus
        value={text}
        aria-label={t("What the photo does not show")}
        placeholder={t("e.g. snow, then Enter")}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") setText(null);
        }}
        onBlur={() => {
          if (text.trim() === "") setText(null);
        }}
      />
    </form>
  );
}
