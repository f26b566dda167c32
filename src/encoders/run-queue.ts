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
    for (let next = this.#next(); next; next = this.#next()) await next();
    this.#running = false;
  }

  #next() {
    return this.#urgent.shift() ?? this.#patient.shift();
  }
}
