/** Taking the selection out of the page: a table, a ZIP, or copies in a folder, with progress and a way to stop. */
import { useRef, useState } from "react";
import type { ModelInfo } from "../../engine/messages";
import { failureOf, isAbort, type Failure } from "../../failures";
import type { RankedPhoto } from "../../photo";
import type { Ask } from "../use-engine";
import type { Selected } from "../use-selection";
import { download } from "../download";
import { chooseZipPlace, copyInto, writeZip, type Original } from "./save";
import { csvOf } from "./selection-csv";

export type ExportState =
  | { readonly phase: "none" }
  | { readonly phase: "running"; readonly done: number; readonly of: number }
  | {
      readonly phase: "done";
      /** Photos whose own file is gone or can't be read now: they are not in the export. */
      readonly missing: readonly string[];
      readonly written: number;
    }
  | { readonly phase: "failed"; readonly failure: Failure };

export interface Export {
  readonly state: ExportState;
  readonly saveTable: () => void;
  readonly saveZip: () => void;
  /** Asks for a folder, and copies the photos there. */
  readonly copyToFolder: () => void;
  readonly stop: () => void;
  /** Nothing more to tell. */
  readonly forget: () => void;
}

export const canCopyToFolder = () => "showDirectoryPicker" in window;

const zipName = "photos.zip";

type Write = (
  originals: AsyncIterable<Original>,
  signal: AbortSignal,
) => Promise<void>;

/** @param search the search whose ranks and scores go into the table; undefined where there is none */
export function useExport(
  engine: Ask,
  search: number | undefined,
  models: readonly ModelInfo[],
  selected: Selected,
): Export {
  const [state, setState] = useState<ExportState>({ phase: "none" });
  const running = useRef<AbortController>(null);
  const photos = [...selected.values()];

  /** Chooses the place within the click, as browsers want it, and writes. */
  const run = async (choose: () => Promise<Write>) => {
    const abort = new AbortController();
    const missing: string[] = [];
    try {
      const write = await choose();
      running.current = abort;
      const originals = originalsOf(engine, photos, missing, (done) => {
        setState({ phase: "running", done, of: photos.length });
      });
      await write(originals, abort.signal);
      const written = photos.length - missing.length;
      setState({ phase: "done", missing, written });
    } catch (error) {
      setState(
        isAbort(error)
          ? { phase: "none" }
          : { phase: "failed", failure: failureOf(error) },
      );
    }
  };
  return {
    state,
    saveTable() {
      void rankedNow(engine, search, models, photos).then((ranked) => {
        const table = csvOf(ranked, models);
        download(new Blob([table], { type: "text/csv" }), "photos.csv");
      });
    },
    saveZip() {
      void run(async () => {
        const place = await chooseZipPlace(zipName);
        return (originals, signal) =>
          writeZip(originals, place, zipName, signal);
      });
    },
    copyToFolder() {
      void run(async () => {
        const folder = await window.showDirectoryPicker({
          id: "copies",
          mode: "readwrite",
        });
        return (originals, signal) => copyInto(folder, originals, signal);
      });
    },
    stop() {
      running.current?.abort();
    },
    forget() {
      setState({ phase: "none" });
    },
  };
}

/** The photos' own files, one at a time; those that can't be had are named in `missing`. */
async function* originalsOf(
  engine: Ask,
  photos: readonly RankedPhoto[],
  missing: string[],
  onProgress: (done: number) => void,
): AsyncGenerator<Original> {
  for (const [done, { key, path, modifiedMs }] of photos.entries()) {
    onProgress(done);
    const blob = await engine.request("original", { key });
    if (blob) yield { path, modifiedMs, blob };
    else missing.push(path);
  }
  onProgress(photos.length);
}

/** Ranks and scores of the search on screen, for photos that were selected under another one too. */
async function rankedNow(
  engine: Ask,
  search: number | undefined,
  models: readonly ModelInfo[],
  photos: readonly RankedPhoto[],
): Promise<RankedPhoto[]> {
  const keys = photos.map(({ key }) => key);
  // A table of the ranks that were selected from is better than none.
  const find = (model: string, of: number) =>
    engine.request("find", { search: of, model, keys }).catch(() => null);
  const found = await Promise.all(
    search === undefined ? [] : models.map(({ id }) => find(id, search)),
  );
  const now = new Map(
    found.flatMap((all) => all ?? []).map((one) => [one.key, one]),
  );
  return photos.map((photo) => now.get(photo.key) ?? photo);
}
