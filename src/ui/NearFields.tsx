/** Within so many kilometres of a place, typed as coordinates. */
import { useState } from "react";
import type { PhotoFilter } from "../query";
import { t } from "./language";

type Near = PhotoFilter["near"];

interface Props {
  readonly near: Near;
  readonly onChange: (near: Near) => void;
}

const usualKm = 10;

export function NearFields({ near, onChange }: Props) {
  const place = near
    ? `${String(near.latitude)}, ${String(near.longitude)}`
    : "";
  const [typed, setTyped] = useState(place);
  // A place that was set elsewhere shows as it is; what is being typed is left as it is typed.
  const same =
    JSON.stringify(placeOf(typed)) === JSON.stringify(placeOf(place));
  const shown = same || (!near && !placeOf(typed)) ? typed : place;
  return (
    <>
      <label className="field">
        <span>{t("Near (latitude, longitude)")}</span>
        <input
          type="text"
          inputMode="decimal"
          placeholder="52.37, 4.89"
          value={shown}
          aria-invalid={shown !== "" && !placeOf(shown)}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            const found = placeOf(value);
            onChange(found && { ...found, km: near?.km ?? usualKm });
          }}
        />
      </label>
      <label className="field">
        <span>{t("Within km")}</span>
        <input
          type="number"
          min={0.1}
          step="any"
          disabled={!near}
          value={near?.km ?? usualKm}
          onChange={({ currentTarget: { valueAsNumber } }) => {
            if (near && valueAsNumber > 0)
              onChange({ ...near, km: valueAsNumber });
          }}
        />
      </label>
    </>
  );
}

/** Two numbers in degrees, as maps copy them; undefined where they are none. */
function placeOf(text: string) {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(
    text,
  );
  const [latitude, longitude] = [Number(match?.[1]), Number(match?.[2])];
  return match && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
    ? { latitude, longitude }
    : undefined;
}
