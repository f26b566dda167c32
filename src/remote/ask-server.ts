/** One question to a server that a person named: no cookies, no referrer, no cache, and a failure that says what is wrong. */
import { FailureError, isAbort, type Failure } from "../failures";

/** A file as people know it, and its address. */
export interface RemoteFile {
  readonly path: string;
  readonly url: string;
}

/** @throws FailureError remote-silent, remote-missing, remote-private, remote-answer or remote-page */
export async function askServer(
  { path, url }: RemoteFile,
  signal: AbortSignal,
  { method = "GET", from }: { method?: "GET" | "HEAD"; from?: number } = {},
): Promise<Response> {
  const { host } = new URL(url);
  const answer = await fetch(url, {
    method,
    signal,
    // A range, even of all, asks for the bytes as they are: a packed answer would tell another size. The header is one
    // that needs no preflight, which the hub's file servers would refuse; If-Range would need one.
    ...(from !== undefined && { headers: { Range: `bytes=${String(from)}-` } }),
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
  }).catch((error: unknown) => {
    if (isAbort(error)) throw error;
    throw new FailureError({ kind: "remote-silent", host });
  });
  if (!answer.ok)
    throw await refusal(answer, wrongStatus(answer.status, path, host));
  if (answer.headers.get("Content-Type")?.startsWith("text/html"))
    throw await refusal(answer, { kind: "remote-page", file: path, host });
  return answer;
}

function wrongStatus(status: number, file: string, host: string): Failure {
  if (status === 404 || status === 410)
    return { kind: "remote-missing", file, host };
  if (status === 401 || status === 403)
    return { kind: "remote-private", file, host, status };
  return { kind: "remote-answer", file, host, status };
}

/** Ends the answer's body: an unread one keeps its connection. */
async function refusal(
  { body }: Response,
  failure: Failure,
): Promise<FailureError> {
  await body?.cancel().catch(() => undefined);
  return new FailureError(failure);
}

/** @throws FailureError as `askServer`, and remote-page where the answer is no JSON */
export async function askForJson(
  file: RemoteFile,
  signal: AbortSignal,
): Promise<unknown> {
  const answer = await askServer(file, signal);
  return answer.json().catch((error: unknown) => {
    if (isAbort(error)) throw error;
    const { host } = new URL(file.url);
    throw new FailureError({ kind: "remote-page", file: file.path, host });
  });
}
