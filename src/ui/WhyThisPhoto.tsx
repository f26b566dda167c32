/** Why this photo: the description, with each sentence shaded by what it adds to the score, for each model. */
import { useEffect, useState } from "react";
import type { ModelInfo, Why } from "../engine/messages";
import type { RankedPhoto } from "../photo";
import type { Query } from "../query";
import { t } from "./language";
import { ShadedText } from "./ShadedText";
import type { Ask } from "./use-engine";
import { titleOf } from "./words";

interface Props {
  readonly engine: Ask;
  readonly photo: RankedPhoto;
  /** The one that was ranked. */
  readonly query: Query;
  readonly models: readonly ModelInfo[];
}

export function WhyThisPhoto({ engine, photo, query, models }: Props) {
  const why = useWhy(engine, photo, query);
  if (query.text.trim() === "") return null;
  const most = Math.max(
    0,
    ...(why ?? []).flatMap(({ shares }) =>
      shares.map(({ share }) => Math.abs(share ?? 0)),
    ),
  );
  return (
    <section className="why" aria-labelledby="why">
      <h3 id="why">{t("Why this photo")}</h3>
      <p className="fine">
        {why === null
          ? t("Leaving out one sentence after the other…")
          : t(
              "The stronger the shade, the more the score changes without the sentence: it falls where red, and rises where blue and dotted.",
            )}
      </p>
      <div className="why-models">
        {why?.map(({ model, shares }) => (
          <ShadedText
            key={model}
            title={titleOf(models, model)}
            model={model}
            text={query.text}
            shares={shares}
            most={most}
          />
        ))}
      </div>
    </section>
  );
}

interface Explained {
  readonly photo: string;
  readonly query: Query;
  readonly why: readonly Why[];
}

/** null while it is on its way; asked behind all searches. */
function useWhy(
  engine: Ask,
  { key }: RankedPhoto,
  query: Query,
): readonly Why[] | null {
  const [explained, setExplained] = useState<Explained | null>(null);
  useEffect(() => {
    const visit = new AbortController();
    engine.request("why", { key, query }, visit.signal).then(
      (why) => {
        setExplained({ photo: key, query, why });
      },
      () => {
        // Aborted, or the search fails for the same reason and says so.
      },
    );
    return () => {
      visit.abort();
    };
  }, [engine, key, query]);
  return explained?.photo === key && explained.query === query
    ? explained.why
    : null;
}
