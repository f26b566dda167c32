/** The sample photos' titles and the paragraphs that describe some of them. */
import * as v from "valibot";
import { useEffect, useState, type Dispatch } from "react";
import type { AppState } from "./app-state";
import { type Action } from "./reduce";

const samplesSchema = v.object({
  photos: v.array(v.object({ path: v.string(), title: v.string() })),
  queries: v.array(
    v.object({
      title: v.string(),
      text: v.string(),
      target: v.string(),
      /** What the models that ship rank first for it: e2e/welcome.spec.ts holds it to be true. */
      first: v.optional(v.record(v.string(), v.string())),
    }),
  ),
});

export type Samples = v.InferOutput<typeof samplesSchema>;
export type SampleQuery = Samples["queries"][number];

export const sampleUrl = (path: string) =>
  `${import.meta.env.BASE_URL}samples/${path}`;

/** The samples, or null until they are there; the first paragraph is offered to whoever opens the sample photos. */
export function useSamples(
  { folders }: AppState,
  dispatch: Dispatch<Action>,
): Samples | null {
  const [samples, setSamples] = useState<Samples | null>(null);
  useEffect(() => {
    const visit = new AbortController();
    fetch(sampleUrl("samples.json"), { signal: visit.signal })
      .then(async (response) => {
        setSamples(v.parse(samplesSchema, await response.json()));
      })
      .catch(() => {
        // Without them the page only lacks its examples.
      });
    return () => {
      visit.abort();
    };
  }, []);

  const onSamples = folders.some(({ folder }) => folder.kind === "samples");
  const first = samples?.queries[0]?.text;
  useEffect(() => {
    if (onSamples && first !== undefined)
      dispatch({ kind: "sample-offered", text: first });
  }, [onSamples, first, dispatch]);
  return samples;
}
