/** Light, dark, or as the system has it; kept between visits. index.html sets it before the first paint. */
import { useEffect, useState } from "react";

export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(kept);
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // Storage may be forbidden; the choice then lasts for this visit.
    }
  }, [theme]);
  return [theme, setTheme];
}

const kept = (): Theme =>
  themes.find((theme) => theme === document.documentElement.dataset["theme"]) ??
  "auto";
