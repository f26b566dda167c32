/** A file of captions -> pairs of a photo's name and a text. CSV with or without a header, or one JSON object a line. */
import { parse } from "papaparse";
import { FailureError } from "./failures";

export interface Caption {
  /** As the file has it: a path or a name. */
  readonly photo: string;
  readonly text: string;
}

/** Names of the two fields, in the data sets that people have. */
const photoNames = ["photo", "image", "file", "filename", "path", "image_path"];
const textNames = [
  "caption",
  "text",
  "long",
  "short",
  "sentence",
  "description",
];

/** @throws FailureError captions-unreadable, which names the file and what it lacks */
export function readCaptions(content: string, name: string): Caption[] {
  const captions = (
    content.trimStart().startsWith("{")
      ? readLines(content, name)
      : readCsv(content)
  ).filter(({ photo, text }) => photo !== "" && text !== "");
  if (captions.length === 0)
    throw unreadable(name, "no pair of a photo and a caption was found");
  return captions;
}

function readLines(content: string, file: string): Caption[] {
  return content.split("\n").flatMap((line, i) => {
    if (line.trim() === "") return [];
    try {
      return [captionOf(JSON.parse(line) as Record<string, unknown>)];
    } catch {
      throw unreadable(file, `line ${String(i + 1)} is no JSON object`);
    }
  });
}

function captionOf(fields: Record<string, unknown>): Caption {
  const byName = new Map(
    Object.entries(fields).map(([name, value]) => [
      name.trim().toLowerCase(),
      value,
    ]),
  );
  const first = (names: readonly string[]) => {
    const value = names.map((name) => byName.get(name)).find(isText);
    return value?.trim() ?? "";
  };
  return { photo: first(photoNames), text: first(textNames) };
}

const isText = (value: unknown): value is string => typeof value === "string";

function readCsv(content: string): Caption[] {
  const { data } = parse<string[]>(content, { skipEmptyLines: "greedy" });
  const [head = [], ...rows] = data;
  const names = head.map((name) => name.trim().toLowerCase());
  const hasHead = names.some((name) => photoNames.includes(name));
  if (!hasHead)
    return data.map(([photo = "", text = ""]) => ({
      photo: photo.trim(),
      text: text.trim(),
    }));
  return rows.map((row) =>
    captionOf(Object.fromEntries(names.map((name, i) => [name, row[i]]))),
  );
}

const unreadable = (file: string, reason: string) =>
  new FailureError({ kind: "captions-unreadable", file, reason });

/** Tells which photo of the index a name means: by its path's end, whatever the folders above it are called. */
export class PhotoNames<T> {
  readonly #byName = new Map<string, { path: string; photo: T }[]>();

  add(path: string, photo: T): void {
    const name = baseOf(path);
    this.#byName.set(name, [
      ...(this.#byName.get(name) ?? []),
      { path: normal(path), photo },
    ]);
  }

  /** undefined where none or several photos could be meant. */
  find(wanted: string): T | undefined {
    const alike = this.#byName.get(baseOf(wanted)) ?? [];
    const [only] = alike;
    if (alike.length === 1) return only?.photo;
    const path = normal(wanted);
    const exact = alike.filter(
      (one) =>
        one.path === path ||
        path.endsWith(`/${one.path}`) ||
        one.path.endsWith(`/${path}`),
    );
    return exact.length === 1 ? exact[0]?.photo : undefined;
  }
}

const normal = (path: string) =>
  path
    .replaceAll("\\", "/")
    .replace(/^\.?\//, "")
    .toLowerCase();
const baseOf = (path: string) => normal(path).split("/").at(-1) ?? "";
