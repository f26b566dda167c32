/** Paragraphs to try on the sample photos. */
import type { Dispatch } from "react";
import { t } from "./language";
import type { Action } from "./reduce";
import type { SampleQuery } from "./use-samples";

interface Props {
  readonly queries: readonly SampleQuery[];
  readonly text: string;
  readonly dispatch: Dispatch<Action>;
}

export function SampleQueries({ queries, text, dispatch }: Props) {
  if (queries.length === 0) return null;
  return (
    <ul className="samples" aria-label={t("Sample paragraphs")}>
      <li aria-hidden>{t("Try")}</li>
      {queries.map((query) => (
        <li key={query.title}>
          <button
            type="button"
            aria-pressed={query.text === text}
            onClick={() => {
              dispatch({ kind: "sample-chosen", text: query.text });
            }}
          >
            <span className="sr-only">{t("Try:")} </span>
            <span lang="en">{query.title}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
