/** A photo's rank and score under each model. */
import type { ModelInfo, Ranking } from "../engine/messages";
import type { RankedPhoto } from "../photo";
import { t } from "./language";
import { ordinal, scoreWords } from "./words";

interface Props {
  readonly photo: RankedPhoto;
  readonly rankings: readonly Ranking[];
  readonly models: readonly ModelInfo[];
}

export function PlacesList({ photo, rankings, models }: Props) {
  const placed = models.flatMap((model) => {
    const rank = photo.ranks[model.id];
    const there = rankings
      .find((ranking) => ranking.model === model.id)
      ?.ranked.find(({ key }) => key === photo.key);
    return rank === undefined ? [] : [{ model, rank, score: there?.score }];
  });
  return (
    <dl className="places-list">
      {placed.map(({ model, rank, score }) => (
        <div key={model.id}>
          <dt>{model.title}</dt>
          <dd>
            <b>{ordinal(rank)}</b>
            {/* Scores are known only of the photos on screen. */}
            {score !== undefined && (
              <span className="fine">
                {t("score {{score}}", { score: scoreWords(score, 4) })}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
