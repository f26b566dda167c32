/** One choice among a few, or none. */
import { t } from "./language";

interface Props {
  readonly label: string;
  /** Empty for none. */
  readonly value: string;
  /** What none is called. */
  readonly none?: string;
  readonly options: readonly {
    readonly value: string;
    readonly name: string;
  }[];
  readonly onPick: (value: string) => void;
}

export function PickField({ label, value, none, options, onPick }: Props) {
  return (
    <label className="field">
      <span>{label}</span>
      <select
        value={value}
        disabled={options.length === 0 && value === ""}
        onChange={(event) => {
          onPick(event.currentTarget.value);
        }}
      >
        <option value="">{none ?? t("any")}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  );
}
