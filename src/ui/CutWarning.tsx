/** Said when a sentence behind a cut matters: without it, the model that reads on would rank other photos first. */
import { TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import type { CutSentence, ModelInfo, SearchResult } from "../engine/messages";
import { topSize } from "../agreement";
import { t } from "./language";
import type { Ask } from "./use-engine";
import { titleOf } from "./words";

interface Props {
  readonly engine: Ask;
  readonly result: SearchResult;
  readonly models: readonly ModelInfo[];
}

export function CutWarning({ engine, result, models }: Props) {
  const [worst] = useCutSentences(engine, result);
  if (!worst) return null;
  const { from, to, stopped, reader, changed } = worst;
  return (
    <p className="cut-warning" data-changed={changed} role="note">
      <TriangleAlert aria-hidden />
      {t(
        "{{stopped}} does not read “{{sentence}}”. Without it, {{count}} of the top {{top}} of {{reader}} would be others.",
        {
          stopped: titleOf(models, stopped),
          reader: titleOf(models, reader),
          // Its own full stop would stand beside ours.
          sentence: result.query.text
            .slice(from, to)
            .replace(/[.\s]+$/, "")
            .trim(),
          top: topSize,
          count: changed,
        },
      )}
    </p>
  );
}

interface Found {
  readonly search: number;
  readonly sentences: readonly CutSentence[];
}

/** Asked once a ranking is on screen, behind all searches; called off by the next one. */
function useCutSentences(
  engine: Ask,
  { search, query }: SearchResult,
): readonly CutSentence[] {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    const visit = new AbortController();
    engine.request("cut-sentences", { query }, visit.signal).then(
      (sentences) => {
        setFound({ search, sentences });
      },
      () => {
        // Aborted, or the search fails for the same reason and says so.
      },
    );
    return () => {
      visit.abort();
    };
  }, [engine, search, query]);
  return found?.search === search ? found.sentences : [];
}
