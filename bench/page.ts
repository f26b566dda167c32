/** The browser's side of the benchmarks: the app's own sessions, timed one run at a time. */
import { Tensor } from "onnxruntime-web/webgpu";
import { embeddedFiles, readManifest } from "../src/encoders/model-files";
import { Session, wasmThreads } from "../src/encoders/session";
import type { FolderIndex } from "../src/engine/folder-index";
import { Rankings } from "../src/engine/rankings";
import { scoreFolders } from "../src/engine/search";
import { normalize, photoKey } from "../src/photo";
import { emptyQuery } from "../src/query";
import { VectorTable } from "../src/vector-table";

/** Milliseconds of each run; the first one, which allocates, is left out. */
async function time(
  repeats: number,
  run: () => Promise<unknown>,
): Promise<number[]> {
  await run();
  const times = [];
  for (let i = 0; i < repeats; i++) {
    const startMs = performance.now();
    await run();
    times.push(performance.now() - startMs);
  }
  return times;
}

async function open(path: string): Promise<Session> {
  const manifest = await readManifest(embeddedFiles);
  return Session.open(
    embeddedFiles,
    path,
    manifest.externalData[path] ?? [],
    "wasm",
  );
}

const bench = {
  threads: wasmThreads,

  /** Milliseconds a query over so many photos, once the texts are encoded: scores, orders, agreement and the first photos. */
  async ranking(
    photos: number,
    dim: number,
    models: number,
    fold: boolean,
    repeats: number,
  ): Promise<number[]> {
    const folders = [folderOf(photos, dim)];
    const queries = Array.from({ length: models }, () =>
      normalize(new Float32Array(dim).map(() => Math.random() - 0.5)),
    );
    return time(repeats, () => {
      const scored = queries.map((vector, i) => ({
        model: String(i),
        nothing: -Infinity,
        ...scoreFolders(vector, folders),
      }));
      const folding = fold ? { open: [] } : null;
      return Promise.resolve(
        new Rankings(1, emptyQuery, folding, scored).result(),
      );
    });
  },

  /** Milliseconds a photo, one photo a run. */
  async image(path: string, side: number, repeats: number): Promise<number[]> {
    const session = await open(path);
    const values = new Float32Array(3 * side * side).map(
      () => Math.random() - 0.5,
    );
    return time(repeats, () =>
      session.run(
        new Tensor("float32", values.slice(), [1, 3, side, side]),
        false,
      ),
    );
  },

  /** Milliseconds a text of `tokens` tokens. */
  async text(path: string, tokens: number, repeats: number): Promise<number[]> {
    const session = await open(path);
    const ids = BigInt64Array.from({ length: tokens }, (_, i) =>
      BigInt(1000 + i),
    );
    return time(repeats, () =>
      session.run(new Tensor("int64", ids.slice(), [1, tokens]), true),
    );
  },
};

/** A folder of so many random photos. */
function folderOf(photos: number, dim: number): FolderIndex {
  const table = new VectorTable(dim);
  const folder = {
    id: "bench",
    name: "bench",
    kind: "files" as const,
    total: photos,
  };
  for (let row = 0; row < photos; row++) {
    const vector = new Float32Array(dim).map(() => Math.random() - 0.5);
    table.put(photoKey("bench", `${String(row)}.jpg`), normalize(vector));
  }
  return { folder, revision: "bench", records: new Map(), table };
}

export type Bench = typeof bench;

Object.assign(globalThis, { bench });
