/** What a screen reader says of its own accord: the words of a live region that stands on the page already, and alerts. */
import type { Page } from "@playwright/test";

/** In the page: a region that comes together with its words is not heard, nor is what lies behind an open dialog. */
function listen() {
  const live = '[role="status"], [aria-live="polite"], [role="alert"], output';
  const heard: string[] = [];
  const standing = new WeakSet<Element>();
  const last = new WeakMap<Element, string>();
  const regionOf = (node: Node) =>
    (node instanceof Element ? node : node.parentElement)?.closest(live);
  const alertsIn = (node: Node) =>
    node instanceof Element
      ? [node, ...node.querySelectorAll("*")].filter((each) =>
          each.matches('[role="alert"]'),
        )
      : [];
  const isOutOfReach = (region: Element) => {
    const dialog = [...document.querySelectorAll("dialog:modal")].at(-1);
    return (
      (dialog && !dialog.contains(region)) ||
      region.matches('[aria-live="off"], [inert] *, [aria-hidden="true"] *')
    );
  };
  const hear = (region: Element) => {
    const words = region.textContent.replace(/\s+/g, " ").trim();
    const news = words !== "" && words !== last.get(region);
    last.set(region, words);
    if (news && !isOutOfReach(region)) heard.push(words);
  };
  const observer = new MutationObserver((changes) => {
    const changed = new Set<Element>();
    for (const { target, addedNodes } of changes) {
      const region = regionOf(target);
      if (region && standing.has(region)) changed.add(region);
      for (const node of addedNodes)
        for (const alert of alertsIn(node)) changed.add(alert);
    }
    changed.forEach(hear);
    for (const region of document.querySelectorAll(live)) standing.add(region);
  });
  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  Object.assign(window, { heard });
}

/**
 * Listens from the next load on.
 * @returns all that was said since that load, in order
 */
export async function announcements(
  page: Page,
): Promise<() => Promise<string[]>> {
  await page.addInitScript(listen);
  return () =>
    page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}
