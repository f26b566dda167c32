/** Failures as a CSV file (RFC 4180) that spreadsheets open as it is. */
import type { PhotoFailure } from "../failures";

/** Without it Excel takes UTF-8 for something else. */
const byteOrderMark = "\ufeff";

export function failuresCsv(
  failures: readonly PhotoFailure[],
  sentenceFor: (failure: PhotoFailure) => string,
): string {
  const rows = failures.map((failure) => [
    failure.path,
    failure.kind,
    sentenceFor(failure),
  ]);
  const lines = [["path", "kind", "reason"], ...rows].map((row) =>
    row.map(field).join(","),
  );
  return `${byteOrderMark}${lines.join("\r\n")}\r\n`;
}

/** A spreadsheet runs what begins like a formula, and file names may: an apostrophe makes it text. */
function field(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
