/** Said when a sentence behind a cut matters: without it, the model that reads on would rank other photos first. */
import { TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import type { CutSentence, ModelInfo, SearchResult } from "../engine/messages";
import { topSize } from "../agreement";
import { t } from "./language";
import { Unbroken } from "./Unbroken";
import type { Ask } from "./use-engine";
import { titleOf } from "./words";

interface Props {
  readonly engine: Ask;
  /** null while there is none. */
  readonly result: SearchResult | null;
  readonly models: readonly ModelInfo[];
}

export function CutWarning({ engine, result, models }: Props) {
  const [worst] = useCutSentences(engine, result);
  return (
    <div role="status">
      {worst && result && (
        <p className="cut-warning" data-changed={worst.changed}>
          <TriangleAlert aria-hidden />
          <span>
            <Unbroken words={warningWords(worst, result.query.text, models)} />
          </span>
        </p>
      )}
    </div>
  );
}

const warningWords = (
  { from, to, stopped, reader, changed }: CutSentence,
  text: string,
  models: readonly ModelInfo[],
) =>
  t(
    "{{stopped}} does not read “{{sentence}}”. Without it, {{count}} of the top {{top}} of {{reader}} would be others.",
    {
      stopped: titleOf(models, stopped),
      reader: titleOf(models, reader),
      // Its own full stop would stand beside ours.
      sentence: text
        .slice(from, to)
        .replace(/[.\s]+$/, "")
        .trim(),
      top: topSize,
      count: changed,
    },
  );

interface Found {
  readonly text: string;
  readonly sentences: readonly CutSentence[];
}

/**
 * Asked once a ranking is on screen, behind all searches; called off by the next one. While the same words are ranked anew,
 * as they are over and over while an index grows, the last answer stands: it would flicker, and be said each time.
 */
function useCutSentences(
  engine: Ask,
  result: SearchResult | null,
): readonly CutSentence[] {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (!result) return;
    const { query } = result;
    const visit = new AbortController();
    engine.request("cut-sentences", { query }, visit.signal).then(
      (sentences) => {
        setFound({ text: query.text, sentences });
      },
      () => {
        // Aborted, or the search fails for the same reason and says so.
      },
    );
    return () => {
      visit.abort();
    };
  }, [engine, result]);
  return result && found?.text === result.query.text ? found.sentences : [];
}
