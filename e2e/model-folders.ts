/** Folders with models of one's own, and the Models page as a person meets it. */
import { createHash } from "node:crypto";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Page } from "@playwright/test";
import { zipSync } from "fflate";
import { expect, readJson } from "./fixtures";

const embedded = "public/models";

export interface Manifest {
  vision: Record<string, { revision: string; files: Record<string, string> }>;
  models: {
    id: string;
    title: string;
    origin: string;
    vision: string;
    text: { tokenizer: string; files: Record<string, string> };
  }[];
  externalData: Record<string, string[]>;
  sizeBytes: Record<string, number>;
  golden: string;
}

interface Golden {
  texts: { model: string }[];
  photos: { vision: string }[];
}

/** A folder with a copy of TULIP-lite and its image tower, under another id. */
export function modelFolder(id = "tulip-copy"): string {
  const folder = join(mkdtempSync(join(tmpdir(), "tulip-models-")), "export");
  const manifest = readJson(`${embedded}/manifest.json`) as Manifest;
  const golden = readJson(`${embedded}/${manifest.golden}`) as Golden;
  const tulip = manifest.models.filter((model) => model.id === "tulip-lite");
  const vision = { "copied-tower": manifest.vision["lite0-v1"] };
  const models = tulip.map((model) => ({
    ...model,
    id,
    title: "TULIP copy",
    origin: "copied by a test",
    vision: "copied-tower",
  }));
  const files = [
    ...Object.values(vision["copied-tower"]?.files ?? {}),
    ...Object.values(tulip[0]?.text.files ?? {}),
    "clip-lite/onnx/token_table.bin",
    "clip-lite/tokenizer.json",
    "clip-lite/tokenizer_config.json",
  ];
  for (const path of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(embedded, path), join(folder, path));
  }
  const texts = golden.texts.filter(({ model }) => model === "tulip-lite");
  writeJson(folder, "manifest.json", { ...manifest, vision, models });
  writeJson(folder, manifest.golden, {
    ...golden,
    texts: texts.map((text) => ({ ...text, model: id })),
    photos: golden.photos.map((photo) => ({
      ...photo,
      vision: "copied-tower",
    })),
  });
  return folder;
}

export const writeJson = (folder: string, name: string, content: unknown) => {
  writeFileSync(join(folder, name), JSON.stringify(content));
};

/** The same weights with another revision: bytes that change nothing at the end of the image graph. */
export function withOtherTower(folder: string): string {
  const manifest = readJson(join(folder, "manifest.json")) as Manifest;
  const tower = manifest.vision["copied-tower"];
  const path = tower?.files["fp32"] ?? "";
  // A protobuf field (number 1023) that ONNX does not define: readers skip it.
  const bytes = Buffer.concat([
    readFileSync(join(folder, path)),
    Buffer.from([0xf8, 0x3f, 0x01]),
  ]);
  writeFileSync(join(folder, path), bytes);
  manifest.sizeBytes[path] = bytes.length;
  const digest = createHash("sha256").update(bytes).digest();
  if (tower) tower.revision = createHash("sha256").update(digest).digest("hex");
  writeJson(folder, "manifest.json", manifest);
  return folder;
}

export function zipOf(folder: string): string {
  const files: Record<string, Uint8Array> = {};
  for (const entry of readdirSync(folder, {
    recursive: true,
    withFileTypes: true,
  }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      files[`export/${path.slice(folder.length + 1)}`] = readFileSync(path);
    }
  const zip = `${folder}.zip`;
  writeFileSync(zip, zipSync(files, { level: 1 }));
  return zip;
}

/** Names of all that lies in the page's own file system under models/. */
export const stored = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const models = await root.getDirectoryHandle("models", { create: true });
    const names = [];
    for await (const name of models.keys()) names.push(name);
    return names;
  });

export const news = (page: Page) => page.getByTestId("models-news");

export async function openModels(page: Page) {
  await page.getByRole("button", { name: "Models" }).click();
  await expect(page.locator('[data-installed="tulip-lite"]')).toBeVisible();
}

export async function add(page: Page, folder: string) {
  await openModels(page);
  await page.getByTestId("models-input").setInputFiles(folder);
  await expect(news(page)).toHaveAttribute("data-phase", "added");
}

export const close = (page: Page) =>
  page.getByRole("button", { name: "Close", exact: true }).click();

/** Asks what lies at an address or under an id. */
export async function look(page: Page, address: string) {
  await page.getByLabel("Or from the web").fill(address);
  await page.getByRole("button", { name: "Look" }).click();
}

export const download = (page: Page) =>
  page.getByRole("button", { name: /^Download / }).click();
export const added = (page: Page) =>
  expect(news(page)).toHaveAttribute("data-phase", "added");
