/** A share in %, over its interval. */
import type { Interval } from "../recall";
import { tenths } from "./evaluation-words";

export function Share({ of: { mean, low, high } }: { readonly of: Interval }) {
  return (
    <>
      <b>{tenths(mean)}</b>{" "}
      <span className="interval">
        {tenths(low)}–{tenths(high)}
      </span>
    </>
  );
}
