import { expect, folderOf, somePhotos, test } from "./fixtures";

/** What the first page says in each language. */
const languages = {
  en: ["Choose a folder of photos", "Models"],
  de: ["Fotoordner wählen", "Modelle"],
  vi: ["Chọn một thư mục ảnh", "Mô hình"],
  nl: ["Fotomap kiezen", "Modellen"],
  es: ["Elegir una carpeta de fotos", "Modelos"],
} as const;

test("the page speaks the browser's language", async ({ browser }) => {
  for (const [language, words] of Object.entries(languages)) {
    const page = await browser.newPage({ locale: language });
    await page.goto("/?device=wasm");
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    for (const name of words)
      await expect(page.getByRole("button", { name })).toBeVisible();
    await page.close();
  }
});

test("a language chosen in the header is spoken at once and after a reload, and the query stays", async ({
  app,
  page,
}) => {
  await app.pick(folderOf(somePhotos(6)));
  await app.ready();
  await app.search("a dog runs through the grass");
  await page.getByRole("combobox", { name: "Language" }).selectOption("de");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByText("6 Fotos, bereit.").first()).toBeVisible();
  const query = page.getByRole("textbox", { name: "Beschreibe das Foto" });
  await expect(query).toHaveValue("a dog runs through the grass");
  await expect(page.locator(".summary-words")).toContainText("Tokens");
  await page.reload();
  await expect(page.getByRole("button", { name: "Modelle" })).toBeVisible();
});

test("a language that can't be fetched is named in the one that the page has", async ({
  app,
  page,
}) => {
  await page.route("**/assets/de-*.js", (route) => route.abort());
  await expect(app.status).toHaveAttribute("data-phase", "empty");
  const choice = page.getByRole("combobox", { name: "Language" });
  await choice.selectOption("de");
  const words = page.getByRole("status").getByText(/^Deutsch/);
  await expect(words).toContainText("could not be loaded");
  await expect(choice).toHaveValue("en");
  await choice.selectOption("nl");
  await expect(page.locator("html")).toHaveAttribute("lang", "nl");
  await expect(words).toHaveCount(0);
});

test("a query that is not English is told from one that is, and the word can be dismissed", async ({
  app,
  page,
}) => {
  await app.pick(folderOf(somePhotos(6)));
  await app.ready();
  const word = page.locator(".query-language");
  await app.search("ein brauner Hund läuft über die Wiese hinter dem Haus");
  await expect(word).toContainText("This looks like German");
  await expect(word).toContainText("CLIP-lite and TULIP-lite");
  await app.search("a brown dog runs over the meadow behind the house");
  await expect(word).toBeEmpty();
  await app.search("ein brauner Hund läuft über die Wiese hinter dem Haus");
  await word.getByRole("button", { name: "Dismiss" }).click();
  await expect(word).toBeEmpty();
  await app.search("un perro marrón corre por la hierba detrás de la casa");
  await expect(word).toContainText("This looks like Spanish");
});

test("nothing is wider than a narrow phone in German and Vietnamese", async ({
  app,
  page,
}) => {
  const overflow = () =>
    page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll("dialog")].map(
        ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
      ),
    );
  await page.setViewportSize({ width: 360, height: 780 });
  await app.pick(folderOf(somePhotos(6)));
  await app.ready();
  await app.search("a dog runs through the grass");
  for (const language of ["de", "vi"] as const) {
    await page.locator(".language-switch select").selectOption(language);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expect.poll(overflow).toEqual([0]);
    const [, models] = languages[language];
    await page.getByRole("button", { name: models }).click();
    await expect(page.locator("[data-installed]")).toHaveCount(2);
    await expect.poll(overflow).toEqual([0, 0]);
    await page.keyboard.press("Escape");
    await expect(page.locator("dialog")).toHaveCount(0);
    await app.ranking("clip-lite").locator('[data-rank="1"]').click();
    await expect(page.locator("dialog")).toBeVisible();
    await expect.poll(overflow).toEqual([0, 0]);
    await page.keyboard.press("Escape");
  }
});
