/** The languages of the page, each under its own name. */
import { Languages } from "lucide-react";
import { knownLanguage, languages, t, type Language } from "./language";
import { useLanguage } from "./use-language";

interface Props {
  readonly onChoose: (wanted: Language) => void;
}

export function LanguageSwitch({ onChoose }: Props) {
  const now = useLanguage();
  return (
    <label className="language-switch" title={t("Language")}>
      <Languages aria-hidden />
      <span className="sr-only">{t("Language")}</span>
      <select
        value={now}
        onChange={({ currentTarget }) => {
          const wanted = knownLanguage(currentTarget.value);
          if (wanted) onChoose(wanted);
        }}
      >
        {Object.entries(languages).map(([each, name]) => (
          <option key={each} value={each} lang={each}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
