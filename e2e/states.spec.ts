import { holdPhotos } from "./held-photos";
import {
  App,
  addDamaged,
  expect,
  folderOf,
  somePhotos,
  test,
} from "./fixtures";

test("every state has its sentence: nothing yet, no words, partly searched, offline, nothing to search", async ({
  page,
}) => {
  const goOn = await holdPhotos(page, 12);
  const app = new App(page);
  await page.goto("/?device=wasm");
  await expect(
    page.getByText("Find a photo by describing it at length."),
  ).toBeVisible();
  const photos = somePhotos(24);
  await app.pick(folderOf(photos));
  await expect(page.getByText("Describe a photo above")).toBeVisible();
  await app.query.fill("people outdoors");
  await expect(
    page.getByText(/Searching \d+ of 24 photos so far/),
  ).toBeVisible();
  goOn();
  await app.ready();
  await expect(page.getByText("24 photos, updated")).toBeAttached();
  await app.query.fill("");
  await expect(
    page.getByText("your photos line up by how well they fit"),
  ).toBeVisible();

  await page.context().setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText("You are offline.")).toHaveCount(0);
});

test("a folder in which every photo is damaged says that there is nothing to search", async ({
  app,
  page,
}) => {
  const folder = folderOf([]);
  addDamaged(folder, somePhotos(1)[0] ?? "");
  await app.pick(folder);
  await app.ready();
  await expect(
    page.getByText("None of these photos could be indexed"),
  ).toBeVisible();
});
