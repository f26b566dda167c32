/** The selection as a table: one photo a line, with its rank and score under each model. */
import type { ModelInfo } from "../../engine/messages";
import type { RankedPhoto } from "../../photo";

/** Comma-separated, as RFC 4180 has it. Its headings are names of data, the same in every language of the page. */
export function csvOf(
  photos: readonly RankedPhoto[],
  models: readonly ModelInfo[],
): string {
  const headings = [
    ...["folder", "path", "taken", "camera", "latitude", "longitude"],
    ...models.flatMap(({ id }) => [`rank ${id}`, `score ${id}`]),
  ];
  const rows = photos.map(({ folder, path, metadata, ranks, scores }) => [
    folder.name,
    path,
    metadata.takenAt,
    metadata.camera,
    metadata.place?.latitude,
    metadata.place?.longitude,
    ...models.flatMap(({ id }) => [ranks[id], scores[id]]),
  ]);
  return [headings, ...rows]
    .map((row) => `${row.map(cell).join(",")}\r\n`)
    .join("");
}

const cell = (value: string | number | undefined) => {
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
