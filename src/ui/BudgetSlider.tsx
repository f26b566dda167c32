/** How many tokens the models may read: dragged from eight to all, it shows what reading on changes. */
import type { Dispatch } from "react";
import { leastBudget, stepBudget } from "../query";
import { t } from "./language";
import type { Action } from "./reduce";
import { usePageKeys } from "./use-keys";
import { budgetWords } from "./reading-words";

interface Props {
  readonly budget: number | null;
  /** Of the text, by the model that counts most. */
  readonly tokens: number;
  readonly dispatch: Dispatch<Action>;
}

export function BudgetSlider({ budget, tokens, dispatch }: Props) {
  const most = Math.max(tokens, leastBudget);
  const set = (value: number | null) => {
    const next = value === null || value >= tokens ? null : value;
    if (next !== budget)
      dispatch({
        kind: "refined",
        refine: (query) => ({ ...query, budget: next }),
      });
  };
  usePageKeys({
    "[": () => {
      set(stepBudget(budget, -1, tokens));
    },
    "]": () => {
      set(stepBudget(budget, 1, tokens));
    },
  });
  const words = budgetWords(budget);
  return (
    <div className="budget">
      <p>
        <label htmlFor="budget">{t("Read at most")}</label>{" "}
        <output htmlFor="budget">{words}</output>
      </p>
      <input
        id="budget"
        type="range"
        // Where there is nothing to choose, the thumb stands at the end: all is read.
        min={Math.min(leastBudget, most - 1)}
        max={most}
        value={Math.min(budget ?? most, most)}
        disabled={most === leastBudget}
        aria-valuetext={words}
        aria-keyshortcuts="[ ]"
        onChange={(event) => {
          set(event.currentTarget.valueAsNumber);
        }}
      />
    </div>
  );
}
