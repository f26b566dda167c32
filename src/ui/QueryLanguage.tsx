/** Says that a query is in a language that a model does not read; the rankings are shown all the same. */
import { Languages, X } from "lucide-react";
import { useState } from "react";
import type { ModelInfo } from "../engine/messages";
import { list, locale, t } from "./language";
import { useQueryLanguage } from "./use-query-language";

interface Props {
  readonly text: string;
  readonly models: readonly ModelInfo[];
}

export function QueryLanguage({ text, models }: Props) {
  const language = useQueryLanguage(text);
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const unable = models.filter(
    ({ languages }) =>
      language !== null &&
      !languages.includes(language) &&
      !languages.includes("mul"),
  );
  const told =
    language !== null && unable.length > 0 && !dismissed.includes(language);
  return (
    <div role="status" className="query-language">
      {told && (
        <p className="notice">
          <Languages aria-hidden />
          <span>
            {t(
              "This looks like {{language}}, which is not understood by {{models}}. Describe the photo in English for rankings worth trusting.",
              {
                language:
                  new Intl.DisplayNames(locale(), { type: "language" }).of(
                    language,
                  ) ?? language,
                models: list(unable.map(({ title }) => title)),
              },
            )}
          </span>
          <button
            type="button"
            onClick={() => {
              setDismissed([...dismissed, language]);
            }}
          >
            <X aria-hidden />
            <span className="sr-only">{t("Dismiss")}</span>
          </button>
        </p>
      )}
    </div>
  );
}
