/** A photo's rank and score under each model. */
import type { ModelInfo } from "../engine/messages";
import type { RankedPhoto } from "../photo";
import { t } from "./language";
import { ordinal } from "./words";
import { scoreWords } from "./ranking-words";

interface Props {
  readonly photo: RankedPhoto;
  readonly models: readonly ModelInfo[];
}

export function PlacesList({ photo, models }: Props) {
  const placed = models.flatMap((model) => {
    const rank = photo.ranks[model.id];
    const score = photo.scores[model.id];
    return rank === undefined || score === undefined
      ? []
      : [{ model, rank, score }];
  });
  return (
    <dl className="places-list">
      {placed.map(({ model, rank, score }) => (
        <div key={model.id}>
          <dt>{model.title}</dt>
          <dd>
            <b>{ordinal(rank)}</b>
            <span className="fine">
              {t("score {{score}}", { score: scoreWords(score, 4) })}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
