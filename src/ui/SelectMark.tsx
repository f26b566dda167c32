/** The check mark in a card's corner; the keyboard has Space on the card for it. */
import { Check } from "lucide-react";
import { t } from "./language";

interface Props {
  readonly name: string;
  readonly selected: boolean;
  /** @param stretch up to the photo selected before */
  readonly onSelect: (stretch: boolean) => void;
}

export function SelectMark({ name, selected, onSelect }: Props) {
  return (
    <button
      type="button"
      className="select-mark"
      role="checkbox"
      aria-checked={selected}
      aria-label={t("Select {{name}}", { name })}
      tabIndex={-1}
      onClick={({ shiftKey }) => {
        onSelect(shiftKey);
      }}
    >
      <Check aria-hidden />
    </button>
  );
}
