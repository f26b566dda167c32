/** One run at a time: ONNX Runtime rejects overlapping runs, and a query should not wait behind a queue of photos. */
export class RunQueue {
  readonly #urgent: (() => Promise<void>)[] = [];
  readonly #patient: (() => Promise<void>)[] = [];
  #running = false;

  /** Runs `task` when nothing else runs; urgent tasks go before all patient ones. Its error is the caller's. */
  run<T>(task: () => Promise<T>, urgent: boolean): Promise<T> {
    return new Promise((resolve, reject) => {
      (urgent ? this.#urgent : this.#patient).push(() =>
        task().then(resolve, reject),
      );
      void this.#drain();
    });
  }

  async #drain() {
    if (this.#running) return;
    this.#running = true;
    while (this.#urgent.length + this.#patient.length > 0) {
      // Runs on WASM end without a turn of the event loop: without one here, no query and no abort would be heard.
      if (this.#urgent.length === 0) await turn();
      await this.#next()?.();
    }
    this.#running = false;
  }

  #next() {
    return this.#urgent.shift() ?? this.#patient.shift();
  }
}

/** Resolves after the messages that wait now; a timer would be held back by 4 ms. */
export const turn = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
