/** A few workers that decode photos, so that decoding, resampling and thumbnails never keep a query or the encoder waiting. */
import type { DecodeAnswer, DecodeReply, DecodeRequest } from "./decode-worker";

/** Half of the processor is left to the encoder; each worker holds a whole photo in memory. */
export const decodeWorkers = () =>
  Math.min(4, Math.max(1, Math.floor(navigator.hardwareConcurrency / 2)));
/** WASM decoders never give memory back, so a worker is replaced after so many photos. */
const photosPerWorker = 100;
/** An idle worker would keep the memory of its largest photo. */
const idleMs = 10_000;
/** Two minutes in all: ten times what the largest photos take that are tried. A night's sleep is one tick. */
const [tickMs, patientTicks] = [12_000, 10];

interface Waiting {
  readonly request: DecodeRequest;
  readonly resolve: (answer: DecodeAnswer) => void;
}

const waiting: Waiting[] = [];
const idle: DecodeWorker[] = [];
let open = 0;

/**
 * Has one photo decoded, in turn; a caller that sends no more than a few at a time keeps the queue short.
 * @param urgent goes before photos that wait: a person does
 * @throws AbortError; every other trouble is in the answer
 */
export async function performDecode(
  request: DecodeRequest,
  signal: AbortSignal,
  urgent = false,
): Promise<DecodeAnswer> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<DecodeAnswer>();
  const turn = { request, resolve };
  const giveUp = () => {
    const at = waiting.indexOf(turn);
    if (at >= 0) waiting.splice(at, 1);
    reject(new DOMException("aborted", "AbortError"));
  };
  signal.addEventListener("abort", giveUp);
  if (urgent) waiting.unshift(turn);
  else waiting.push(turn);
  startWork();
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

function startWork() {
  while (waiting.length > 0 && (idle.length > 0 || open < decodeWorkers())) {
    const { request, resolve } = waiting.shift() as Waiting;
    const worker = idle.pop() ?? new DecodeWorker();
    void worker.perform(request).then((answer) => {
      worker.rest();
      startWork();
      resolve(answer);
    });
  }
}

class DecodeWorker {
  readonly #worker = new Worker(
    new URL("./decode-worker.ts", import.meta.url),
    {
      type: "module",
      name: "decode",
    },
  );
  #isLoaded = false;
  #photos = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    open++;
  }

  /**
   * A worker that crashed or never answers is not used again, and the photo that it was at has failed; but no photo is to
   * blame where the worker's own script could not be loaded.
   */
  perform(request: DecodeRequest): Promise<DecodeAnswer> {
    clearTimeout(this.#idle);
    this.#photos++;
    return new Promise((resolve) => {
      const fail = () => {
        clearInterval(patience);
        this.#photos = Infinity;
        const { path } = request;
        const failure = this.#isLoaded
          ? ({ kind: "decoder-stopped", path } as const)
          : ({ kind: "script-missing" } as const);
        resolve({ kind: "failed", failure });
      };
      let ticks = 0;
      const patience = setInterval(() => {
        if (++ticks >= patientTicks) fail();
      }, tickMs);
      this.#worker.onerror = fail;
      this.#worker.onmessageerror = fail;
      this.#worker.onmessage = ({ data }: MessageEvent<DecodeReply>) => {
        if (data.kind === "ready") {
          this.#isLoaded = true;
          return;
        }
        clearInterval(patience);
        resolve(data);
      };
      this.#worker.postMessage(request);
    });
  }

  /** Waits for the next photo, for a while. */
  rest() {
    if (this.#photos >= photosPerWorker) {
      this.#close();
      return;
    }
    idle.push(this);
    this.#idle = setTimeout(() => {
      idle.splice(idle.indexOf(this), 1);
      this.#close();
    }, idleMs);
  }

  #close() {
    this.#worker.terminate();
    open--;
  }
}
