/** How much one part of a query weighs. */
import { mostWeight, weightStep } from "../query";
import { number } from "./language";

interface Props {
  /** Above 0. */
  readonly weight: number;
  readonly label: string;
  readonly onWeigh: (weight: number) => void;
}

export function WeightSlider({ weight, label, onWeigh }: Props) {
  return (
    <span className="weight">
      <input
        type="range"
        min={weightStep}
        max={mostWeight}
        step={weightStep}
        value={weight}
        aria-label={label}
        onChange={(event) => {
          onWeigh(event.currentTarget.valueAsNumber);
        }}
      />
      {/* The slider itself says its value. */}
      <output aria-live="off">
        ×{number(weight, { minimumFractionDigits: 2 })}
      </output>
    </span>
  );
}
