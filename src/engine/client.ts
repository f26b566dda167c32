/** The page's handle on the engine's worker: a promise per request, a listener for news of the folders. */
import { FailureError } from "../failures";
import type { Exchange, FolderNews, Kind, ProgressOf, Reply } from "./messages";

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((progress: never) => void) | undefined;
}

export class EngineClient {
  readonly #worker = new Worker(new URL("./worker.ts", import.meta.url), {
    type: "module",
    name: "engine",
  });
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(private readonly onNews: (news: FolderNews) => void) {
    this.#worker.onmessage = (event: MessageEvent<Reply>) => {
      this.#receive(event.data);
    };
    this.#worker.onerror = (event) => {
      this.#failAll(event.message || "the engine's script could not be loaded");
    };
  }

  /**
   * Asks the engine and waits for its answer.
   * @param signal aborts the request in the worker too; the promise then rejects with an AbortError
   * @param onProgress hears of requests that take long
   * @throws FailureError with what went wrong, in words for the page
   */
  request<K extends Kind>(
    kind: K,
    ask: Exchange[K]["ask"],
    signal?: AbortSignal,
    onProgress?: (progress: ProgressOf<K>) => void,
  ): Promise<Exchange[K]["answer"]> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(abortError());
        return;
      }
      signal?.addEventListener(
        "abort",
        () => void this.request("abort", { request: id }),
        { once: true },
      );
      this.#waiting.set(id, { resolve, reject, onProgress });
      this.#worker.postMessage({ id, kind, ...ask });
    });
  }

  #receive(reply: Reply) {
    if (reply.kind === "news") {
      this.onNews(reply.news);
      return;
    }
    const waiting = this.#waiting.get(reply.id);
    if (reply.kind === "progress") {
      // As with answers: a request is told what its kind promises.
      waiting?.onProgress?.(reply.progress as never);
      return;
    }
    this.#waiting.delete(reply.id);
    switch (reply.kind) {
      case "answer":
        // The worker answers a request with what its kind promises: messages.ts ties the two.
        waiting?.resolve(reply.value as never);
        break;
      case "failed":
        waiting?.reject(new FailureError(reply.failure));
        break;
      case "aborted":
        waiting?.reject(abortError());
        break;
    }
  }

  #failAll(reason: string) {
    for (const { reject } of this.#waiting.values())
      reject(new FailureError({ kind: "unexpected", reason }));
    this.#waiting.clear();
  }
}

const abortError = () => new DOMException("aborted", "AbortError");
