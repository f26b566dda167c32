/** The days between which a photo was taken. */
import type { Facets } from "../engine/messages";
import type { PhotoFilter } from "../query";
import { t } from "./language";

interface Props {
  readonly filter: PhotoFilter;
  readonly facets: Facets | null;
  readonly onChange: (change: PhotoFilter) => void;
}

export function DateFields({ filter, facets, onChange }: Props) {
  const field = (name: "takenFrom" | "takenTo", label: string) => (
    <label className="field">
      <span>{label}</span>
      <input
        type="date"
        value={filter[name] ?? ""}
        min={facets?.firstDay}
        max={facets?.lastDay}
        onChange={(event) => {
          onChange({ [name]: event.currentTarget.value });
        }}
      />
    </label>
  );
  return (
    <>
      {field("takenFrom", t("Taken from"))}
      {field("takenTo", t("Taken until"))}
    </>
  );
}
