/** Folders that are looked through again: what moved, what only got another time, and what is gone. */
import { readdirSync, statSync, utimesSync } from "node:fs";
import { basename, join } from "node:path";
import { prefixEngine } from "./engine-script";
import { expect, folderOf, somePhotos, test, type App } from "./fixtures";
import { answerPicker, movePhoto } from "./private-folder";
import { lastScanMs } from "./stored";

/** Indexes photos as a folder whose handle is kept. */
async function indexAs(app: App, name: string, photos: readonly string[]) {
  const { page } = app;
  const known = await app.count("total");
  await answerPicker(page, name, photos);
  await page.getByRole("button", { name: /^(Choose|Add) a folder/ }).click();
  await expect(app.status).toHaveAttribute(
    "data-total",
    String(known + photos.length),
  );
  await app.ready();
}

test("photos that moved between two folders keep their vectors, whichever folder is looked through first", async ({
  app,
  page,
}) => {
  const photos = somePhotos(6);
  const [fromLeft = "", , , fromRight = ""] = photos;
  await indexAs(app, "Left", photos.slice(0, 3));
  await indexAs(app, "Right", photos.slice(3));
  const before = await app.vectors();

  await movePhoto(page, fromLeft, "Left", "Right");
  await movePhoto(page, fromRight, "Right", "Left");
  await page.reload();
  await expect(app.status).toHaveAttribute("data-unchanged", "6");
  await app.ready();
  expect(await app.count("encoded")).toBe(0);
  expect(await app.count("total")).toBe(6);
  expect(await app.vectors()).toEqual(before);
});

test("photos that only got another time, as a card gives them in another time zone, are not encoded again, nor are any when the clock is put back", async ({
  app,
  page,
}) => {
  const folder = folderOf(somePhotos(4));
  await app.pick(folder);
  await app.ready();
  const before = await app.vectors();
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const seconds = statSync(path).mtimeMs / 1000 - 3600;
    utimesSync(path, seconds, seconds);
  }
  let scannedMs = await lastScanMs(page);
  const findAgain = async () => {
    await app.pick(folder);
    await expect.poll(() => lastScanMs(page)).not.toBe(scannedMs);
    await app.ready();
    expect(await app.count("encoded")).toBe(0);
    expect(await app.count("unchanged")).toBe(4);
    expect(await app.vectors()).toEqual(before);
  };
  await findAgain();

  scannedMs = await lastScanMs(page);
  await prefixEngine(
    page,
    "const ahead = Date.now; Date.now = () => ahead() - 365 * 86_400_000;",
  );
  await page.reload();
  await app.ready();
  await findAgain();
  expect(await lastScanMs(page)).toBeLessThan(scannedMs);
});

test("where all of a few photos are gone the page asks first, and removes them when told to", async ({
  app,
  page,
}) => {
  const photos = somePhotos(3);
  await indexAs(app, "Card", photos);
  for (const photo of photos) await movePhoto(page, photo, "Card", null);
  await page.reload();
  const question = page.getByText(/3 of 3 photos in “Card” are gone/);
  await expect(question.first()).toBeVisible();
  await app.search("people outdoors");
  const kept = app.ranking("tulip-lite").locator("[data-photo]");
  await expect(kept).toHaveCount(3);
  expect(Object.keys(await app.vectors()).sort()).toEqual(
    photos.map((photo) => basename(photo)).sort(),
  );

  await page.getByRole("button", { name: /^Library/ }).click();
  await page
    .getByRole("button", { name: "They are really gone: forget them" })
    .click();
  await expect.poll(() => app.vectors()).toEqual({});
});

test("thumbnails that the store has lost are made anew from the photos, and kept", async ({
  app,
  page,
}) => {
  await indexAs(app, "Card", somePhotos(3));
  const thumbnails = (change: "count" | "clear") =>
    page.evaluate(
      (change) =>
        new Promise<unknown>((resolve, reject) => {
          const opening = indexedDB.open("tulip-photos");
          opening.onerror = reject;
          opening.onsuccess = () => {
            const db = opening.result;
            const changing = db.transaction("thumbnails", "readwrite");
            const asked = changing.objectStore("thumbnails")[change]();
            asked.onsuccess = () => {
              db.close();
              resolve(asked.result);
            };
          };
        }),
      change,
    );
  expect(await thumbnails("count")).toBe(3);
  await thumbnails("clear");
  await page.reload();
  await app.ready();
  await app.search("people outdoors");
  const pictures = app.ranking("tulip-lite").locator("[data-photo] img");
  await expect(pictures).toHaveCount(3);
  await expect
    .poll(() =>
      pictures.evaluateAll((all) =>
        all.every((img) => (img as HTMLImageElement).naturalWidth > 100),
      ),
    )
    .toBe(true);
  await expect.poll(() => thumbnails("count")).toBe(3);
});
