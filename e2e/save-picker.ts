import type { Page } from "@playwright/test";

/** From the next load on what is saved is downloaded, as in browsers without a picker: no headless test can answer the system's dialog. */
export const withoutSavePicker = (page: Page) =>
  page.addInitScript(() => {
    Reflect.deleteProperty(window, "showSaveFilePicker");
  });
