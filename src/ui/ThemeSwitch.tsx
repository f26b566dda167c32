/** Auto, light or dark. */
import { Moon, Sun, SunMoon } from "lucide-react";
import { themes, useTheme } from "./use-theme";

const icons = { auto: SunMoon, light: Sun, dark: Moon };
const labels = { auto: "As the system", light: "Light", dark: "Dark" };

export function ThemeSwitch() {
  const [theme, setTheme] = useTheme();
  return (
    <fieldset className="theme-switch">
      <legend className="sr-only">Theme</legend>
      {themes.map((each) => {
        const Icon = icons[each];
        return (
          <label key={each} title={labels[each]}>
            <input
              type="radio"
              name="theme"
              checked={theme === each}
              onChange={() => {
                setTheme(each);
              }}
            />
            <Icon aria-hidden />
            <span className="sr-only">{labels[each]}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
