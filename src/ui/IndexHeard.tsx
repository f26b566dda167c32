/** Where indexing stands, for those who hear the page: each phase at once, progress now and then. */
import { useEffect, useEffectEvent, useState } from "react";
import { countsOf, doneOf, phaseOf, type AppState } from "./app-state";
import { t } from "./language";
import { stateWords } from "./words";

/** A sentence takes some seconds to be said, and a person has other things to hear. */
const AGAIN_AFTER_MS = 15_000;

export function IndexHeard({ state }: { readonly state: AppState }) {
  const phase = phaseOf(state);
  const { total, failed } = countsOf(state.status);
  const done = doneOf(state.status);
  return (
    <span className="sr-only" role="status">
      {phase === "indexing" ? (
        <Tenths treated={done + failed} total={total} />
      ) : phase === "ready" ? (
        [
          t("{{count}} photos, ready.", { count: done }),
          failed > 0 && t("{{count}} photos skipped", { count: failed }),
        ]
          .filter(Boolean)
          .join(" ")
      ) : (
        stateWords(phase)
      )}
    </span>
  );
}

function Tenths({ treated, total }: { treated: number; total: number }) {
  const tenth = total > 0 ? Math.floor((10 * treated) / total) : 0;
  const [told, setTold] = useState(tenth);
  const tell = useEffectEvent(() => {
    setTold(tenth);
  });
  useEffect(() => {
    const timer = setInterval(tell, AGAIN_AFTER_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return t("indexing, {{percent}} % of {{count}} photos", {
    percent: 10 * told,
    count: total,
  });
}
