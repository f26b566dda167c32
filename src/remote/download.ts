/** One file of a model: bytes from a server to the browser's disk, taken up again where they were cut off. */
import { FailureError, isAbort } from "../failures";
import { askServer, type RemoteFile } from "./ask-server";

/** What of a file is on the disk. */
export interface Part {
  readonly sizeBytes: number;
  append(bytes: Uint8Array): void;
  /** Forgets what is there. */
  restart(): void;
}

export interface SizedFile extends RemoteFile {
  readonly sizeBytes: number;
}

export interface Arrival {
  /** What the server says to tell one state of the file from another (ETag or time); empty where it says nothing. */
  readonly version: string;
}

/** Attempts in a row that may bring nothing: what had arrived of an answer goes with a connection that breaks before it is read. */
const emptyAttempts = 3;
/** Between such attempts, so that a server in trouble has a moment. */
const restMs = 300;

/**
 * Fetches what is missing of a file, and yields after each piece. A cut connection is taken up again as long as the
 * server answers and a few attempts bring something; a server without ranges, or with another version of the file,
 * starts it anew.
 * @param version of what is on the disk
 * @throws FailureError download-lost where there was no answer, or nothing came of several; model-refused for another
 * size than was told
 */
export async function* downloadFile(
  file: SizedFile,
  part: Part,
  version: string,
  signal: AbortSignal,
): AsyncGenerator<Arrival> {
  let known = version;
  let empty = 0;
  while (part.sizeBytes < file.sizeBytes) {
    const before = part.sizeBytes;
    let answered = false;
    try {
      for await (const arrival of attempt(file, part, known, signal)) {
        answered = true;
        known = arrival.version;
        yield arrival;
      }
    } catch (error) {
      if (!isLost(error)) throw error;
    }
    empty = part.sizeBytes > before ? 0 : empty + 1;
    if (!answered || empty === emptyAttempts) throw lost(file);
    if (empty > 0) await rest(signal);
  }
  if (part.sizeBytes > file.sizeBytes)
    throw new FailureError({
      kind: "model-refused",
      file: file.path,
      reason: `is larger than the ${file.sizeBytes.toLocaleString("en")} bytes that were told`,
    });
}

/** One request, from what is there to the end or to a cut. */
async function* attempt(
  file: SizedFile,
  part: Part,
  known: string,
  signal: AbortSignal,
): AsyncGenerator<Arrival> {
  const { headers, body } = await askForRest(file, part, known, signal);
  const version = versionIn(headers);
  yield { version };
  const reader = body?.getReader();
  try {
    for (;;) {
      const piece = await reader?.read();
      if (!piece?.value) return;
      part.append(piece.value);
      yield { version };
      if (part.sizeBytes > file.sizeBytes) return;
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

/** The bytes after those on the disk; all of them where the two would not fit together. */
async function askForRest(
  file: SizedFile,
  part: Part,
  known: string,
  signal: AbortSignal,
): Promise<Response> {
  const from = part.sizeBytes;
  const rest = await askServer(file, signal, { from }).catch(
    (error: unknown) => {
      if (from > 0 && isPastTheEnd(error)) return null;
      throw error;
    },
  );
  if (rest?.status === 206 && (from === 0 || versionIn(rest.headers) === known))
    return rest;
  part.restart();
  if (rest && rest.status !== 206) return rest;
  await rest?.body?.cancel();
  return askServer(file, signal, { from: 0 });
}

/** @throws AbortError */
function rest(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new DOMException("aborted", "AbortError"));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, restMs);
    signal.addEventListener("abort", stop, { once: true });
  });
}

const versionIn = (headers: Headers) =>
  headers.get("ETag") ?? headers.get("Last-Modified") ?? "";

const isPastTheEnd = (error: unknown) =>
  error instanceof FailureError &&
  error.failure.kind === "remote-answer" &&
  error.failure.status === 416;

/** A body that breaks off is a TypeError; a server that went away in between is silent. */
const isLost = (error: unknown) =>
  !isAbort(error) &&
  (error instanceof TypeError ||
    (error instanceof FailureError && error.failure.kind === "remote-silent"));

const lost = ({ url }: SizedFile) =>
  new FailureError({ kind: "download-lost", host: new URL(url).host });
