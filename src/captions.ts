/** A file of captions -> pairs of a photo's name and a text. CSV with or without a header, or JSON: an object a line, or a list of them. */
import Papa from "papaparse";
import { FailureError } from "./failures";

export interface Caption {
  /** As the file has it: a path or a name. */
  readonly photo: string;
  readonly text: string;
}

export interface Captions {
  readonly captions: readonly Caption[];
  /** Rows that lack a photo or a caption. */
  readonly incomplete: number;
}

/** Names of the two fields, in the data sets that people have. */
const photoNames = [
  ...["photo", "image", "file", "filename", "file_name", "path"],
  ...["image_path", "image_name", "filepath"],
];
const textNames = [
  ...["caption", "captions", "text", "long", "short", "sentence", "sentences"],
  ...["description", "comment"],
];

/** Bytes -> text, as editors and spreadsheets save it: UTF-8, UTF-16 behind its mark, else Windows' Latin letters. */
export function textOf(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(
    bytes,
    0,
    Math.min(2, bytes.byteLength),
  );
  if (first === 0xff && second === 0xfe)
    return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff)
    return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** @throws FailureError captions-unreadable, which names the file and what it lacks */
export function readCaptions(content: string, name: string): Captions {
  const text = content.trim();
  const rows = /^\[\s*\{/.test(text)
    ? readList(text, name)
    : text.startsWith("{")
      ? readLines(text, name)
      : readCsv(text, name);
  const captions = rows.flat();
  if (captions.length === 0)
    throw unreadable(name, "no pair of a photo and a caption was found");
  return {
    captions,
    incomplete: rows.filter((row) => row.length === 0).length,
  };
}

function readList(content: string, file: string): Caption[][] {
  try {
    return (JSON.parse(content) as Record<string, unknown>[]).map(captionsOf);
  } catch {
    throw unreadable(file, "it is no list of JSON objects");
  }
}

function readLines(content: string, file: string): Caption[][] {
  return content.split("\n").flatMap((line, i) => {
    if (line.trim() === "") return [];
    try {
      return [captionsOf(JSON.parse(line) as Record<string, unknown>)];
    } catch {
      throw unreadable(file, `line ${String(i + 1)} is no JSON object`);
    }
  });
}

/** None where a field is missing; several where the captions are a list. */
function captionsOf(fields: Record<string, unknown>): Caption[] {
  const byName = new Map(
    Object.entries(fields).map(([name, value]) => [
      name.trim().toLowerCase(),
      textsIn(value),
    ]),
  );
  const first = (names: readonly string[]) =>
    names.map((name) => byName.get(name) ?? []).find((all) => all.length > 0);
  const [photo] = first(photoNames) ?? [];
  return (first(textNames) ?? []).flatMap((text) => pair(photo, text));
}

const textsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((text) =>
    typeof text === "string" && text.trim() !== "" ? [text] : [],
  );

/** Flickr's lists number a photo's captions: "a.jpg#0". */
const pair = (photo = "", text = ""): Caption[] =>
  photo.trim() === "" || text.trim() === ""
    ? []
    : [
        {
          photo: photo.trim().replace(/(\.\w+)#\d+$/, "$1"),
          text: text.trim(),
        },
      ];

function readCsv(content: string, file: string): Caption[][] {
  const { data, delimiter } = parseCsv(content, file);
  const [head = [], ...rows] = data;
  const names = head.map((name) => name.trim().toLowerCase());
  if (!names.some((name) => photoNames.includes(name)))
    return data.map(([photo, ...rest]) => pair(photo, joined(rest, delimiter)));
  const last = names.length - 1;
  return rows.map((row) =>
    captionsOf(
      Object.fromEntries(
        names.map((name, i) => [
          name,
          i === last ? joined(row.slice(i), delimiter) : row[i],
        ]),
      ),
    ),
  );
}

function parseCsv(content: string, file: string) {
  const options = { skipEmptyLines: "greedy" } as const;
  const { data, errors, meta } = Papa.parse<string[]>(content, options);
  const open = errors.find(({ code }) => code === "MissingQuotes");
  if (!open) return { data, delimiter: meta.delimiter };
  // Behind tabs a quotation mark is mostly the caption's own.
  if (meta.delimiter === "\t")
    return {
      data: content.split(/\r?\n/).map((line) => line.split("\t")),
      delimiter: "\t",
    };
  // Else all that follows would be taken for one caption.
  const line = content.slice(0, open.index).split("\n").length;
  throw unreadable(
    file,
    `the quotation mark in line ${String(line)} is never closed`,
  );
}

/** A caption in no quotation marks, whose own commas made columns of it. */
const joined = (cells: readonly string[], delimiter: string): string =>
  cells.length > 1
    ? cells.join(delimiter).replace(/^\s*"(.*)"\s*$/s, "$1")
    : (cells[0] ?? "");

const unreadable = (file: string, reason: string) =>
  new FailureError({ kind: "captions-unreadable", file, reason });
