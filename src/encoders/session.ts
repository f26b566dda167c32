/** Opens ONNX sessions on WebGPU or WASM; every run in the app passes through one queue. See note: one queue. */
import * as ort from "onnxruntime-web/webgpu";
import { FailureError } from "../failures";
import type { Device } from "./device";
import type { ModelFiles } from "./model-files";
import { RunQueue } from "./run-queue";

/** Half of the processor's threads are often hyper-threads, and the page wants to stay smooth; more than 8 gain nothing on so small a model. */
const maxThreads = 8;

const queue = new RunQueue();

/** Threads that WASM sessions use: one without cross-origin isolation. */
export function wasmThreads(): number {
  return crossOriginIsolated
    ? Math.min(maxThreads, navigator.hardwareConcurrency)
    : 1;
}

/** One graph with one input and one output, both known by the graph itself. */
export class Session {
  readonly #session: ort.InferenceSession;

  private constructor(
    session: ort.InferenceSession,
    readonly device: Device,
  ) {
    this.#session = session;
  }

  /**
   * @param path of the graph, as the manifest gives it
   * @param externalData files beside the graph that hold some of its weights
   * @throws FailureError model-file, when a file is missing or is no graph
   */
  static async open(
    files: ModelFiles,
    path: string,
    externalData: readonly string[],
    device: Device,
  ): Promise<Session> {
    configure();
    const [graph, ...beside] = await Promise.all(
      [path, ...externalData].map((file) => files.read(file)),
    );
    const options: ort.InferenceSession.SessionOptions = {
      executionProviders: [device],
      externalData: beside.map((data, i) => ({
        path: fileName(externalData[i] ?? ""),
        data,
      })),
      logSeverityLevel: 3,
    };
    try {
      return new Session(
        await queue.run(
          () => ort.InferenceSession.create(graph ?? new Uint8Array(), options),
          true,
        ),
        device,
      );
    } catch (error) {
      throw new FailureError({
        kind: "model-file",
        file: path,
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  }

  /**
   * Runs the graph on one tensor and disposes both ends.
   * @param urgent goes before photos that wait
   * @returns the output's values, row by row
   */
  run(input: ort.Tensor, urgent: boolean): Promise<Float32Array> {
    return queue.run(async () => {
      const [inputName = ""] = this.#session.inputNames;
      const [outputName = ""] = this.#session.outputNames;
      const outputs = await this.#session.run({ [inputName]: input });
      const output = outputs[outputName];
      try {
        // A copy: the tensor's own memory goes with it.
        return new Float32Array((await output?.getData()) as Float32Array);
      } finally {
        output?.dispose();
        input.dispose();
      }
    }, urgent);
  }

  release(): Promise<void> {
    return queue.run(() => this.#session.release(), false);
  }
}

/** ONNX Runtime's own files come from our origin, in the build that vite.config.ts copied. */
function configure() {
  const files = new URL(
    `${import.meta.env.BASE_URL}ort/ort-wasm-simd-threaded.asyncify`,
    location.origin,
  ).href;
  ort.env.wasm.wasmPaths = { mjs: `${files}.mjs`, wasm: `${files}.wasm` };
  ort.env.wasm.numThreads = wasmThreads();
}

const fileName = (path: string) => path.slice(path.lastIndexOf("/") + 1);
