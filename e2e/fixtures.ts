/** What the specs share: folders of real photos, and the page as a person meets it. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import {
  expect,
  test as base,
  type Locator,
  type Page,
} from "@playwright/test";
import { storedVectors } from "./stored";

const samples = "public/samples";
const shared = "../shared/data";

/** Every file below a folder whose name fits, sorted. */
export function filesIn(folder: string, name: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => name.test(path))
    .sort()
    .map((path) => join(folder, path));
}

/** Every JPEG below a folder, sorted. */
export const jpegsIn = (folder: string): string[] =>
  filesIn(folder, /\.jpe?g$/i);

/** `count` photos of people, places and things: the shared data set where it is at hand, else the samples that ship. */
export function somePhotos(count: number): string[] {
  const [many, few] = [jpegsIn(`${shared}/flickr8k/images`), jpegsIn(samples)];
  return (many.length >= count ? many : few).slice(0, count);
}

/** Photos of real size and aspect, in all eight orientations where the shared pictures are at hand. */
export const fullSizePhotos = (): string[] => [
  ...jpegsIn(`${shared}/pictures/jpg/orientation`),
  ...jpegsIn(`${shared}/pictures/orientation`),
  ...jpegsIn(`${shared}/pictures/jpg/hdr`),
  ...jpegsIn(samples),
];

/** Copies photos into a fresh folder called "photos", under their own names. */
export function folderOf(photos: readonly string[], name = "photos"): string {
  const folder = join(mkdtempSync(join(tmpdir(), "tulip-photos-")), name);
  mkdirSync(folder);
  for (const photo of photos)
    copyFileSync(
      photo,
      join(folder, `${basename(dirname(photo))}-${basename(photo)}`),
    );
  return folder;
}

/** Adds what is no photo: a JPEG cut in half, text called .jpg, and an empty one. */
export function addDamaged(folder: string, photo: string): string[] {
  const cut = join(folder, "cut-in-half.jpg");
  copyFileSync(photo, cut);
  truncateSync(cut, Math.floor(statSync(photo).size / 2));
  writeFileSync(
    join(folder, "only-text.JPG"),
    "This is a note, not a photo.\n",
  );
  writeFileSync(join(folder, "empty.jpeg"), "");
  return ["cut-in-half.jpg", "empty.jpeg", "only-text.JPG"];
}

/** A description that is cut for CLIP, and not for TULIP. */
export const paragraph =
  "I remember it was a bright afternoon and we were all outside. In the picture there is a brown dog running across the grass " +
  "with something in its mouth, and behind it you can see a fence and a row of trees that throw long shadows over the lawn. " +
  "I think my brother stood on the left, in a white shirt, looking away from the camera. The sky is pale and there are no " +
  "clouds at all. What I remember best is the end of it: right at the edge of the picture a child in a red jacket is " +
  "sitting on a swing, and next to the swing there is a small blue bucket that somebody had left there in the sand.";

export const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(path, "utf8"));

/** The app as a person sees it. */
export class App {
  readonly status: Locator;
  readonly query: Locator;

  constructor(readonly page: Page) {
    this.status = page.getByTestId("index-status");
    this.query = page.getByRole("textbox", { name: "Describe the photo" });
  }

  async pick(folder: string): Promise<void> {
    await this.page.getByTestId("folder-input").setInputFiles(folder);
  }

  async ready(timeout = 240_000): Promise<void> {
    await expect(this.status).toHaveAttribute("data-phase", "ready", {
      timeout,
    });
  }

  /** A number that the index status tells. */
  async count(
    of: "total" | "done" | "encoded" | "unchanged" | "failed",
  ): Promise<number> {
    return Number(await this.status.getAttribute(`data-${of}`));
  }

  ranking(model: string): Locator {
    return this.page.locator(`section[data-model="${model}"]`);
  }

  /** Types a query and waits until every model has ranked just that. */
  async search(text: string): Promise<void> {
    await this.query.fill(text);
    await this.ranked(text);
  }

  async ranked(text: string): Promise<void> {
    for (const model of ["clip-lite", "tulip-lite"]) {
      await expect(this.ranking(model)).toHaveAttribute("data-query", text);
      await expect(this.ranking(model)).toHaveAttribute("aria-busy", "false");
    }
  }

  /** Paths of one model's ranking, best first. */
  async order(model: string): Promise<string[]> {
    const cards = this.ranking(model).locator("[data-photo]");
    return cards.evaluateAll((all) =>
      all.map((card) => card.getAttribute("data-photo") ?? ""),
    );
  }

  /** Every vector in the index (those of so many numbers alone, where asked), by the photo's path. */
  vectors(ofDim?: number): Promise<Record<string, number[]>> {
    return storedVectors(this.page, ofDim);
  }
}

/** `app` is the page, opened for WASM, after checking that nothing went wrong behind the scenes. */
export const test = base.extend<{ app: App }>({
  app: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto("/?device=wasm");
    await use(new App(page));
    expect(errors).toEqual([]);
  },
});

export { expect };

/** Ticks the box of an installed model: it is ticked when the engine has answered, which check() does not wait for. */
export async function tick(card: Locator): Promise<void> {
  await card.getByRole("checkbox").click();
  await expect(card.getByRole("checkbox")).toBeChecked();
}

/** Cosine of two vectors of any length. */
export function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? NaN), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
