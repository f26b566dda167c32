/** Whether photos that look the same are folded in the rankings; kept between visits. */
import type { Folding } from "../query";

const name = "fold";

export function keptFolding(): Folding {
  try {
    return localStorage.getItem(name) === "yes" ? { open: [] } : null;
  } catch {
    return null;
  }
}

export function keepFolding(folding: Folding): void {
  try {
    localStorage.setItem(name, folding ? "yes" : "no");
  } catch {
    // Storage may be forbidden; the choice then lasts for this visit.
  }
}
