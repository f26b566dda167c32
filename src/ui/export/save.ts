/** Where an export goes: a file the person names, a download, or a folder the person chose. */
import { makeZip } from "client-zip";
import { download } from "../download";
import { freeName } from "./free-names";

/** One photo's own file on its way out. */
export interface Original {
  /** Inside its folder. */
  readonly path: string;
  readonly modifiedMs: number;
  readonly blob: Blob;
}

/** Where a ZIP will be written. */
export type ZipPlace = FileSystemFileHandle | "downloads";

/**
 * Asks where a ZIP shall go; the system asks before it replaces a file. Browsers that can't ask download it.
 * @throws DOMException AbortError when the person closes the dialog
 */
export const chooseZipPlace = async (name: string): Promise<ZipPlace> =>
  "showSaveFilePicker" in window
    ? window.showSaveFilePicker({
        suggestedName: name,
        types: [{ accept: { "application/zip": [".zip"] } }],
      })
    : "downloads";

/** A ZIP, piece by piece, of photos taken one at a time. Without compression, since photos are compressed already. */
export const zipOf = (originals: AsyncIterable<Original>) =>
  makeZip(entriesOf(originals));

/** Writes a ZIP; nothing is kept in memory where the browser can write to a file. */
export async function writeZip(
  originals: AsyncIterable<Original>,
  place: ZipPlace,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const zip = zipOf(originals);
  if (place === "downloads") {
    const whole = new TransformStream<Uint8Array, Uint8Array>();
    const [, blob] = await Promise.all([
      zip.pipeTo(whole.writable, { signal }),
      new Response(whole.readable).blob(),
    ]);
    download(blob, name);
  } else {
    // An abort discards what was written: the file is put in place only at the end.
    await zip.pipeTo(await place.createWritable(), { signal });
  }
}

async function* entriesOf(originals: AsyncIterable<Original>) {
  const taken = new Set<string>();
  for await (const { path, modifiedMs, blob } of originals) {
    const name = await freeName(path, (one) => taken.has(one.toLowerCase()));
    taken.add(name.toLowerCase());
    // Older than ZIP can tell, or not known: the present.
    const lastModified = modifiedMs > 315_532_800_000 ? modifiedMs : undefined;
    yield { name, input: blob, ...(lastModified ? { lastModified } : {}) };
  }
}

/** Copies photos into a folder, under their own names as far as those are free there. */
export async function copyInto(
  folder: FileSystemDirectoryHandle,
  originals: AsyncIterable<Original>,
  signal: AbortSignal,
): Promise<void> {
  const isTaken = (name: string) =>
    folder.getFileHandle(name).then(
      () => true,
      // A folder of that name is in the way too.
      (error: unknown) =>
        !(error instanceof DOMException && error.name === "NotFoundError"),
    );
  for await (const { path, blob } of originals) {
    const wanted = path.split("/").at(-1) ?? path;
    const name = await freeName(wanted, isTaken);
    const file = await folder.getFileHandle(name, { create: true });
    try {
      await blob.stream().pipeTo(await file.createWritable(), { signal });
    } catch (error) {
      // What is not whole is not left behind.
      await folder.removeEntry(name);
      throw error;
    }
  }
}
