/** Auto, light or dark. */
import { Moon, Sun, SunMoon } from "lucide-react";
import { t } from "./language";
import { themes, useTheme } from "./use-theme";

const icons = { auto: SunMoon, light: Sun, dark: Moon };
const label = {
  auto: () => t("As the system"),
  light: () => t("Light"),
  dark: () => t("Dark"),
};

export function ThemeSwitch() {
  const [theme, setTheme] = useTheme();
  return (
    <fieldset className="theme-switch">
      <legend className="sr-only">{t("Theme")}</legend>
      {themes.map((each) => {
        const Icon = icons[each];
        return (
          <label key={each} title={label[each]()}>
            <input
              type="radio"
              name="theme"
              checked={theme === each}
              onChange={() => {
                setTheme(each);
              }}
            />
            <Icon aria-hidden />
            <span className="sr-only">{label[each]()}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
