/** A query of several parts: text, "not this", photos and pictures to be like or unlike. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { drop } from "./drop";
import {
  cosine,
  expect,
  folderOf,
  somePhotos,
  test,
  type App,
} from "./fixtures";

const photos = somePhotos(9);
const chips = (page: Page) =>
  page.getByRole("list", { name: "Combined with" }).locator("[data-part]");

async function settled(app: App) {
  for (const model of ["clip-lite", "tulip-lite"])
    await expect(app.ranking(model)).toHaveAttribute("aria-busy", "false");
}

async function scores(app: App, model: string) {
  await settled(app);
  const cards = app.ranking(model).locator("[data-photo]");
  return Object.fromEntries(
    await cards.evaluateAll((all) =>
      all.map((card) => [
        card.getAttribute("data-photo") ?? "",
        Number(card.getAttribute("data-score")),
      ]),
    ),
  ) as Record<string, number>;
}

test("a result refines the query: more like this, not like this, each with a weight", async ({
  app,
  page,
}) => {
  await app.pick(folderOf(photos));
  await app.ready();
  await app.search("a dog runs through the grass");
  const plain = await app.order("tulip-lite");
  const last = plain.at(-1) ?? "";
  await app.ranking("tulip-lite").locator(`[data-photo="${last}"]`).click();
  await page.getByRole("button", { name: "More like this" }).click();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(chips(page)).toHaveText([/Like/]);
  await expect.poll(async () => (await app.order("tulip-lite"))[0]).toBe(last);

  // Without words the score is the cosine of the two photos.
  await app.query.fill("");
  const vectors = await app.vectors();
  await expect
    .poll(async () => (await scores(app, "clip-lite"))[last])
    .toBeCloseTo(1, 5);
  for (const [path, score] of Object.entries(await scores(app, "clip-lite")))
    expect(score).toBeCloseTo(
      cosine(vectors[last] ?? [], vectors[path] ?? []),
      5,
    );

  // As much against it as with it: the text's order comes back as the weight falls.
  await app.query.fill("a dog runs through the grass");
  await page.getByRole("button", { name: "Keep away from" }).click();
  await expect(chips(page)).toHaveAttribute("data-like", "false");
  await expect
    .poll(async () => (await app.order("tulip-lite")).at(-1))
    .toBe(last);
  await page.getByRole("button", { name: /^Remove/ }).click();
  await expect.poll(() => app.order("tulip-lite")).toEqual(plain);
});

test("words for what is not wanted push photos away, and what cancels out says so", async ({
  app,
  page,
}) => {
  await app.pick(folderOf(photos));
  await app.ready();
  await app.search("people outdoors");
  const [first = ""] = await app.order("tulip-lite");
  const before = await scores(app, "tulip-lite");
  const notThis = async (text: string) => {
    await page.getByRole("button", { name: "Not this" }).click();
    await page
      .getByRole("textbox", { name: "What the photo does not show" })
      .fill(text);
    await page.keyboard.press("Enter");
  };
  await notThis("a dog");
  await expect(chips(page)).toHaveText([/Not like “a dog”/]);
  await expect
    .poll(async () => (await scores(app, "tulip-lite"))[first])
    .not.toBe(before[first]);
  await page.getByRole("button", { name: "Remove “a dog”" }).click();
  await expect.poll(() => scores(app, "tulip-lite")).toEqual(before);

  await notThis("people outdoors");
  await page
    .getByRole("slider", { name: "Weight of “people outdoors”" })
    .fill("1");
  await expect(page.getByText("cancel each other out")).toBeVisible();
});

test("a picture is searched by: picked, pasted or dropped, and never stored", async ({
  app,
  page,
}) => {
  const [picture = ""] = photos;
  await app.pick(folderOf(photos));
  await app.ready();
  const finds = async () => {
    await expect(chips(page)).toHaveCount(1);
    await expect
      .poll(async () =>
        Math.max(...Object.values(await scores(app, "clip-lite"))),
      )
      .toBeGreaterThan(0.999);
    await page.getByRole("button", { name: /^Remove/ }).click();
    await expect(chips(page)).toHaveCount(0);
  };
  await page.getByTestId("picture-input").setInputFiles(picture);
  await finds();

  await page.evaluate(
    (base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(
        new File([bytes], "image.png", { type: "image/jpeg" }),
      );
      document.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true }),
      );
    },
    readFileSync(picture, "base64"),
  );
  await finds();

  const box = await app.query.boundingBox();
  await drop(page, [picture], { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 });
  await finds();
  expect(Object.keys(await app.vectors())).toHaveLength(photos.length);
  expect(await app.count("total")).toBe(photos.length);
});
