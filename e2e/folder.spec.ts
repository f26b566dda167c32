import { copyFileSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { App, expect, folderOf, jpegsIn, somePhotos, test } from "./fixtures";
import { answerPicker } from "./private-folder";

test("a first visit says what to do, and a cancelled picker is no failure, but may be a folder that the browser refused", async ({
  app,
  page,
}) => {
  await expect(app.status).toHaveAttribute("data-phase", "empty");
  await expect(
    page.getByText("Photos never leave this computer"),
  ).toBeVisible();
  await page.evaluate(() => {
    window.showDirectoryPicker = () =>
      Promise.reject(
        new DOMException("The user aborted a request.", "AbortError"),
      );
  });
  await page.getByRole("button", { name: "Choose a folder of photos" }).click();
  await expect(app.status).toHaveAttribute("data-phase", "empty");
  await expect(page.getByRole("alert")).toHaveCount(0);
  // Chromium rejects in the same way for Downloads and the like, after a message of its own.
  const words = page.getByText(/^If your browser refused the folder/);
  await expect(words).toBeVisible();
  await page.getByRole("button", { name: "Try the sample photos" }).click();
  await expect(words).toHaveCount(0);
});

test("a folder handle is kept: the next visit goes on by itself and finds what is new", async ({
  app,
  page,
}) => {
  const photos = jpegsIn("public/samples/animals");
  await answerPicker(page, "Holiday", photos.slice(0, 3));
  await page.getByRole("button", { name: "Choose a folder of photos" }).click();
  await app.ready();
  expect(await app.count("encoded")).toBe(3);
  await expect(page.getByText("Holiday").first()).toBeVisible();

  await answerPicker(page, "Holiday", photos.slice(3, 5));
  await page.reload();
  await expect(app.status).toHaveAttribute("data-encoded", "2");
  await app.ready();
  expect(await app.count("unchanged")).toBe(3);

  await app.search("a cat");
  await app.ranking("tulip-lite").locator("[data-rank='1']").click();
  await expect(page.getByRole("dialog").getByRole("img")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("several folders are indexed one after the other and searched together, and one is removed without the other", async ({
  app,
  page,
}) => {
  const photos = somePhotos(5);
  await app.pick(folderOf(photos.slice(0, 3), "Holiday"));
  await app.pick(folderOf(photos.slice(3), "Garden"));
  await expect(app.status).toHaveAttribute("data-encoded", "5");
  await app.ready();
  await app.search("people outdoors");
  expect(await app.order("clip-lite")).toHaveLength(5);

  await page.reload();
  await app.ready();
  await app.search("people outdoors");
  expect(await app.order("clip-lite")).toHaveLength(5);
});

test("a photo that was renamed, moved or copied is recognised by its content and not encoded again", async ({
  app,
}) => {
  const folder = folderOf(somePhotos(6));
  await app.pick(folder);
  await app.ready();
  const rounded = async () =>
    Object.values(await app.vectors()).map((vector) =>
      vector.map((value) => value.toFixed(5)).join(" "),
    );
  const before = await rounded();
  const [renamed, moved, copied] = readdirSync(folder).sort();
  mkdirSync(join(folder, "Sea 🌊"));
  renameSync(join(folder, renamed ?? ""), join(folder, "<img onerror>.jpg"));
  renameSync(join(folder, moved ?? ""), join(folder, "Sea 🌊/شاطئ.jpg"));
  copyFileSync(join(folder, copied ?? ""), join(folder, "copy.jpg"));
  await app.pick(folder);
  await expect(app.status).toHaveAttribute("data-total", "7");
  await app.ready();
  expect(await app.count("encoded")).toBe(0);
  expect(await app.count("unchanged")).toBe(7);
  const after = await app.vectors();
  expect(Object.keys(after)).toHaveLength(7);
  expect(Object.keys(after)).toContain("Sea 🌊/شاطئ.jpg");
  expect([...new Set(await rounded())].sort()).toEqual(before.sort());
  await app.search("people outdoors");
  const pictures = app.ranking("clip-lite").locator("[data-photo] img");
  await expect(pictures).toHaveCount(7);
});

test("the sample photos are searched with a paragraph at once", async ({
  app,
  page,
}) => {
  await page.getByRole("button", { name: "Try the sample photos" }).click();
  await app.ready();
  expect(await app.count("failed")).toBe(0);
  await expect(app.query).not.toHaveValue("");
  await app.ranked(await app.query.inputValue());
  const meter = page.locator(
    '[data-testid="token-meter"][data-model="clip-lite"]',
  );
  await expect
    .poll(async () => Number(await meter.getAttribute("data-tokens")))
    .toBeGreaterThan(77);
  await expect(page.locator(".cut-mark")).toHaveAttribute(
    "data-words",
    /stops here, token 77 of/,
  );
});

test("on an insecure address the page says what is missing, and works", async ({
  page,
  baseURL,
}) => {
  const app = new App(page);
  await page.goto(`${(baseURL ?? "").replace("127.0.0.1", "0.0.0.0")}/`);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await expect(
    page.getByText(/This address is not secure/).first(),
  ).toBeVisible();
  await app.pick("public/samples/golden");
  await app.ready();
  await expect(app.status).toHaveAttribute("data-device", "wasm");
});
