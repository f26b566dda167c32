/** The languages of the page, each under its own name. */
import { Languages } from "lucide-react";
import { knownLanguage, languages, t } from "./language";
import { chooseLanguage, useLanguage } from "./use-language";

export function LanguageSwitch() {
  const now = useLanguage();
  return (
    <label className="language-switch" title={t("Language")}>
      <Languages aria-hidden />
      <span className="sr-only">{t("Language")}</span>
      <select
        value={now}
        onChange={({ currentTarget }) => {
          const wanted = knownLanguage(currentTarget.value);
          if (wanted) void chooseLanguage(wanted);
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
