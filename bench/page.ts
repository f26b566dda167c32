/** The browser's side of the benchmarks: the app's own sessions, timed one run at a time. */
import { Tensor } from "onnxruntime-web/webgpu";
import { embeddedFiles, readManifest } from "../src/encoders/model-files";
import { Session, wasmThreads } from "../src/encoders/session";

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

export type Bench = typeof bench;

Object.assign(globalThis, { bench });
