/** The page with its Models dialog open, and a hub that it asks. */
import type { Page } from "@playwright/test";
import { test as base, App, expect } from "./fixtures";
import { modelFolder, openModels } from "./model-folders";
import { ModelServer } from "./model-server";

/** `app` is the page with its Models dialog open, and `server` the hub that it asks. */
export const test = base.extend<{ server: ModelServer }>({
  // eslint-disable-next-line no-empty-pattern
  server: async ({}, use) => {
    const server = await ModelServer.start(modelFolder());
    await use(server);
    await server.stop();
  },
  app: async ({ page, server }, use) => {
    await page.goto(`/?device=wasm&hub=${server.address}`);
    await openModels(page);
    await use(new App(page));
  },
});

/** What is half downloaded. */
export const half = (page: Page) => page.locator("[data-half]");

/**
 * Waits until the page has so many megabytes of a download, and some of the next: what it has not read yet goes with a
 * connection that breaks.
 */
export const arrived = (page: Page, megabytes: number) =>
  expect(
    page
      .getByTestId("fetching")
      .getByText(new RegExp(`^${String(megabytes)}(\\.\\d)? MB of`)),
  ).toBeVisible();
