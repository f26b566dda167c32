/** Photos that look the same are folded into the best of them, and unfolded again. */
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { expect, folderOf, somePhotos, test } from "./fixtures";
import { python } from "./pillow";

test("look-alikes are folded into one card with their number, and unfolded behind it; ranks stay, and so does the choice", async ({
  app,
  page,
}) => {
  const photos = somePhotos(8);
  const folder = folderOf(photos.slice(0, 7));
  const [one = ""] = photos;
  copyFileSync(one, join(folder, "copy.jpg"));
  const again =
    "import sys; from PIL import Image; Image.open(sys.argv[1]).save(sys.argv[2], quality=70)";
  python(["-c", again, one, join(folder, "saved-again.jpg")]);
  await app.pick(folder);
  await app.ready();
  const text = "people outdoors";
  await app.search(text);
  const column = app.ranking("tulip-lite");
  const cards = column.locator("[data-photo]");
  await expect(cards).toHaveCount(9);
  const whole = await app.order("tulip-lite");

  const fold = page.getByRole("button", { name: "Fold look-alikes" });
  await fold.click();
  await expect(page.getByText("2 photos are folded")).toBeVisible();
  await expect(cards).toHaveCount(7);
  const mark = column.locator(".fold-mark");
  await expect(mark).toHaveAttribute("data-others", "2");
  // Which of the three is the best decides how many of the others are its copies.
  const copies = [
    "copy.jpg",
    whole.find((path) => path.endsWith(`-${one.split("/").at(-1) ?? ""}`)),
  ];
  const group = whole.filter(
    (path) => copies.includes(path) || path === "saved-again.jpg",
  );
  await expect(mark).toHaveAttribute(
    "data-exact",
    copies.includes(group[0]) ? "1" : "0",
  );
  const shown = () =>
    cards.evaluateAll((all) =>
      all.map((card) => [
        card.getAttribute("data-photo"),
        Number(card.getAttribute("data-rank")),
      ]),
    );
  const ranked = whole.map((path, at) => [path, at + 1] as const);
  const others = group.slice(1);
  // Nobody moves up for what is folded.
  expect(await shown()).toEqual(
    ranked.filter(([path]) => !others.includes(path)),
  );

  await mark.click();
  await expect(cards).toHaveCount(9);
  const open = (await shown()).map(([path]) => path);
  const at = open.indexOf(group[0] ?? "");
  expect(open.slice(at, at + 3)).toEqual(group);

  await page.reload();
  await app.ready();
  await app.search(text);
  await expect(fold).toHaveAttribute("aria-pressed", "true");
  await expect(cards).toHaveCount(7);
  await fold.click();
  await expect(cards).toHaveCount(9);
});
