/** The pages in dialogs share one frame, and so the same ways out. */
import { expect, folderOf, somePhotos, test } from "./fixtures";

test("every page in a dialog closes by its button, by Escape and by a press beside it, and gives the focus back", async ({
  app,
  page,
}) => {
  await app.pick(folderOf(somePhotos(1)));
  await app.ready();
  for (const name of [/^Library/, "Models", "Evaluate", "Keys"]) {
    const opener = page.getByRole("button", { name, exact: true });
    const dialog = page.getByRole("dialog");
    const ways = [
      () => dialog.getByRole("button", { name: "Close" }).click(),
      () => page.keyboard.press("Escape"),
      () => page.mouse.click(4, 4),
    ];
    for (const leave of ways) {
      await opener.click();
      await expect(dialog.getByRole("heading").first()).toBeVisible();
      await leave();
      await expect(dialog).toHaveCount(0);
      await expect(opener).toBeFocused();
    }
  }
});
