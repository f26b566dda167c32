/** The index as one file: saved, everything deleted, restored, and the folder picked again. */
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { saveBackup, saveBackupInto } from "./backups";
import { addDamaged, expect, folderOf, somePhotos, test } from "./fixtures";

test("a backup brings back folders, vectors and thumbnails; the same folder picked again encodes nothing", async ({
  app,
  page,
}) => {
  const photos = somePhotos(12);
  const folder = folderOf(photos, "Holiday");
  addDamaged(folder, photos[0] ?? "");
  await app.pick(folder);
  await app.ready();
  await app.search("people outdoors");
  const models = ["clip-lite", "tulip-lite"];
  const orders = () => Promise.all(models.map((model) => app.order(model)));
  const [order, vectors] = [await orders(), await app.vectors()];
  await page.getByRole("button", { name: /^Library/ }).click();
  const bytes = await saveBackupInto(page);
  // The same as a download, but for the moment that it was made at.
  const saved = await saveBackup(page);
  expect(statSync(saved).size).toBe(bytes.length);
  writeFileSync(saved, bytes);
  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByRole("button", { name: "Yes, delete the whole" }).click();
  await expect(app.status).toHaveAttribute("data-phase", "empty");
  expect(await app.vectors()).toEqual({});

  const bad = (name: string, content: Buffer) => {
    const path = join(folder, "..", name);
    writeFileSync(path, content);
    return path;
  };
  const flipped = Buffer.from(bytes);
  // In the midst of the thumbnails, the largest part.
  flipped.writeUInt8(
    flipped.readUInt8(bytes.length - 20_000) ^ 1,
    bytes.length - 20_000,
  );
  const input = page.getByTestId("backup-input");
  for (const file of [
    bad("cut.zip", bytes.subarray(0, bytes.length - 100)),
    bad("flipped.zip", flipped),
  ]) {
    await input.setInputFiles(file);
    const name = file.slice(file.lastIndexOf("/") + 1);
    await expect(page.getByText(`${name} is cut short, damaged`)).toBeVisible();
    expect(await app.vectors()).toEqual({});
  }

  await input.setInputFiles(saved);
  await expect(page.getByText("1 folder restored.")).toBeVisible();
  await expect(app.status).toHaveAttribute("data-phase", "disconnected");
  await expect(page.getByText(/comes from a backup/).first()).toBeVisible();
  expect(await app.count("failed")).toBe(3);
  expect(await app.vectors()).toEqual(vectors);
  await page.keyboard.press("Escape");
  await app.search("people outdoors");
  expect(await orders()).toEqual(order);
  const pictures = app.ranking("tulip-lite").locator("[data-photo] img");
  await expect(pictures).toHaveCount(12);

  // Restored where the folder is: nothing is lost, nothing comes twice.
  await page.getByRole("button", { name: /^Library/ }).click();
  await input.setInputFiles(saved);
  await expect(page.getByText("left as they were: Holiday")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.reload();
  await expect(app.status).toHaveAttribute("data-phase", "disconnected");
  await app.pick(folder);
  await app.ready();
  expect(await app.count("encoded")).toBe(0);
  expect(await app.count("unchanged")).toBe(12);
  expect(await app.vectors()).toEqual(vectors);
});
