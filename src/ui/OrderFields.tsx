/** In which order the matches come, and where they end. */
import { mostStrictness, strictnessOf, type Query } from "../query";
import { t } from "./language";
import { PickField } from "./PickField";
import { strictnessWords } from "./words";

interface Props {
  readonly query: Query;
  readonly photos: number;
  readonly onRefine: (change: (now: Query) => Query) => void;
}

export function OrderFields({ query, photos, onRefine }: Props) {
  const { order } = query;
  const strictness = strictnessOf(query, photos);
  return (
    <>
      <PickField
        label={t("Order of matches")}
        value={order === "score" ? "" : order}
        none={t("best first")}
        options={[
          { value: "newest", name: t("newest first") },
          { value: "oldest", name: t("oldest first") },
        ]}
        onPick={(picked) => {
          onRefine((now) => ({
            ...now,
            order: picked === "" ? "score" : (picked as Query["order"]),
          }));
        }}
      />
      <label className="field strictness">
        <span>{t("Cut-off")}</span>
        <input
          type="range"
          min={0}
          max={mostStrictness}
          step={0.25}
          value={strictness}
          aria-valuetext={strictnessWords(strictness)}
          onChange={({ currentTarget: { valueAsNumber } }) => {
            onRefine((now) => ({ ...now, strictness: valueAsNumber }));
          }}
        />
        {/* The slider itself says its value. */}
        <output aria-live="off">{strictnessWords(strictness)}</output>
      </label>
    </>
  );
}
