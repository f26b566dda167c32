/** Opens ONNX sessions on WebGPU or WASM; every run in the app passes through one queue. See note: one queue. */
import * as ort from "onnxruntime-web/webgpu";
import { FailureError } from "../failures";
import { openGpu, type Device } from "./device";
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
  readonly #gpu: GPUDevice | null;
  /** Why WebGPU can't be used any more. See note: a lost graphics device. */
  #lost: FailureError | null = null;

  private constructor(session: ort.InferenceSession, gpu: GPUDevice | null) {
    this.#session = session;
    this.#gpu = gpu;
    void gpu?.lost.then(({ message, reason }) => this.#lose(message || reason));
  }

  get device(): Device {
    return this.#gpu ? "webgpu" : "wasm";
  }

  /**
   * @param path of the graph, as the manifest gives it
   * @param externalData files beside the graph that hold some of its weights
   * @throws FailureError model-file, when a file is missing or is no graph; webgpu-failed, when WebGPU can't be had
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
    // A device of the session's own: ONNX Runtime would keep to its first one, lost or not.
    const gpu = device === "webgpu" ? await openGpu() : null;
    const options: ort.InferenceSession.SessionOptions = {
      executionProviders: [gpu ? { name: "webgpu", device: gpu } : "wasm"],
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
        gpu,
      );
    } catch (error) {
      gpu?.destroy();
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
   * @throws FailureError webgpu-failed, where the session is on WebGPU: it is then of no more use
   */
  run(input: ort.Tensor, urgent: boolean): Promise<Float32Array> {
    return queue.run(async () => {
      try {
        // Another run after one that failed would never end, nor let anything else run.
        if (this.#lost) throw this.#lost;
        return await this.#runNow(input);
      } catch (error) {
        if (!this.#gpu) throw error;
        throw this.#lose(error instanceof Error ? error.message : "");
      } finally {
        input.dispose();
      }
    }, urgent);
  }

  async #runNow(input: ort.Tensor): Promise<Float32Array> {
    const [inputName = ""] = this.#session.inputNames;
    const [outputName = ""] = this.#session.outputNames;
    const outputs = await this.#session.run({ [inputName]: input });
    const output = outputs[outputName];
    try {
      // A copy: the tensor's own memory goes with it.
      return new Float32Array((await output?.getData()) as Float32Array);
    } finally {
      output?.dispose();
    }
  }

  /** The first reason stays: what comes after follows from it. */
  #lose(reason: string): FailureError {
    this.#lost ??= new FailureError({ kind: "webgpu-failed", reason });
    return this.#lost;
  }

  release(): Promise<void> {
    return queue.run(async () => {
      try {
        await this.#session.release();
      } finally {
        this.#gpu?.destroy();
      }
    }, false);
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
