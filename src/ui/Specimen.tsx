/** The idea in one picture: a sample paragraph, the place where a model really stops reading it, and the photo that each then finds. */
import { Check, X } from "lucide-react";
import type { ModelInfo } from "../engine/messages";
import { CutText } from "./CutText";
import { t } from "./language";
import { Unbroken } from "./Unbroken";
import type { Ask } from "./use-engine";
import { useReading } from "./use-reading";
import { sampleUrl, type Samples } from "./use-samples";

interface Props {
  readonly engine: Ask;
  readonly models: readonly ModelInfo[];
  readonly samples: Samples;
}

export function Specimen({ engine, models, samples }: Props) {
  const [query] = samples.queries;
  const readings = useReading(engine, query?.text ?? "", models);
  if (!query) return null;
  const titleOfPhoto = (path: string) =>
    samples.photos.find((photo) => photo.path === path)?.title ?? query.title;
  const found = models.flatMap((model) => {
    const path = query.first?.[model.id];
    return path === undefined ? [] : [{ model, path }];
  });
  return (
    <figure className="specimen">
      <figcaption lang="en">
        <CutText text={query.text} readings={readings ?? []} models={models} />
      </figcaption>
      <ul>
        {found.map(({ model, path }) => {
          const right = path === query.target;
          return (
            <li key={model.id} data-model={model.id} data-right={right}>
              <img src={sampleUrl(path)} alt={titleOfPhoto(path)} />
              <p>
                {right ? <Check aria-hidden /> : <X aria-hidden />}
                <span>
                  <Unbroken words={foundWords(model, right)} />
                </span>
              </p>
            </li>
          );
        })}
      </ul>
    </figure>
  );
}

const foundWords = ({ title }: ModelInfo, right: boolean) =>
  right
    ? t("{{model}} puts the photo described first", { model: title })
    : t("{{model}} puts another photo first", { model: title });
