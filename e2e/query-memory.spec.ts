import { expect, folderOf, somePhotos, test } from "./fixtures";

test("a query is saved, remembered and cleared, and a link brings it back without going to a server", async ({
  app,
  page,
}) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.pick(folderOf(somePhotos(4)));
  await app.ready();
  await app.search("a dog runs through the grass");
  await page.getByRole("button", { name: "Save the query" }).click();
  await expect(page.getByRole("button", { name: "Saved" })).toBeVisible();
  await app.search("a red boat on a lake");
  await page.getByRole("button", { name: "Copy a link" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  // The one is kept because a person saved it, the other because it stayed a while; also after a reload.
  const earlier = page.getByText("Earlier queries");
  const recent = page.getByRole("region", { name: "Recent queries" });
  await earlier.click();
  await expect(recent.getByText("a red boat on a lake")).toBeVisible();
  await page.reload();
  await app.ready();
  await earlier.click();
  await expect(recent.getByText("a red boat on a lake")).toBeVisible();
  await page
    .getByRole("region", { name: "Saved queries" })
    .getByText("a dog runs through the grass")
    .click();
  await app.ranked("a dog runs through the grass");
  await earlier.click();
  // It stays a while too: cleared before, the list would come back.
  await expect(recent.getByText("a dog runs through")).toBeVisible();
  await page.getByRole("button", { name: "Clear the recent queries" }).click();
  await expect(recent).toHaveCount(0);
  await expect(
    page.getByRole("region", { name: "Saved queries" }),
  ).toBeVisible();

  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("about:blank");
  await page.goto(link);
  await app.ready();
  await app.ranked("a red boat on a lake");
  await expect(app.query).toHaveValue("a red boat on a lake");
  expect(
    asked.some((url) =>
      decodeURIComponent(url.split("#")[0] ?? "").includes("boat"),
    ),
  ).toBe(false);
});
