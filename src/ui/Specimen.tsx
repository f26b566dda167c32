/** The idea in one picture: a sample paragraph, its photo, and the place where a model really stops reading it. */
import type { ModelInfo } from "../engine/messages";
import { CutText } from "./CutText";
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
  const title =
    samples.photos.find(({ path }) => path === query.target)?.title ??
    query.title;
  return (
    <figure className="specimen">
      <img src={sampleUrl(query.target)} alt={title} />
      <figcaption lang="en">
        <CutText text={query.text} readings={readings ?? []} models={models} />
      </figcaption>
    </figure>
  );
}
