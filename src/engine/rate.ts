/** How fast indexing goes, and when the page should hear of it again. */

/** The page needs no news more often than this. */
export const newsMs = 100;

/** Photos a second over the last few seconds, so that one slow photo does not frighten. */
export class Rate {
  readonly #windowMs = 8000;
  readonly #marks: { ms: number; done: number }[];
  #toldMs = -Infinity;

  /** @param done what is not this run's work: known photos are no pace */
  constructor(done: number) {
    this.#marks = [{ ms: performance.now(), done }];
  }

  isNews(): boolean {
    return performance.now() - this.#toldMs >= newsMs;
  }

  add(done: number): number {
    const ms = (this.#toldMs = performance.now());
    this.#marks.push({ ms, done });
    while (
      this.#marks.length > 2 &&
      ms - (this.#marks[0]?.ms ?? ms) > this.#windowMs
    )
      this.#marks.shift();
    const from = this.#marks[0] ?? { ms, done };
    return ms > from.ms ? ((done - from.done) * 1000) / (ms - from.ms) : 0;
  }
}
