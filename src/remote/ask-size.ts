/** How large a file on a plain server is, and whether it is there at all. */
import { FailureError } from "../failures";
import { askServer, type RemoteFile } from "./ask-server";

/**
 * @returns null where there is no such file
 * @throws FailureError remote-no-size, where the server does not tell
 */
export async function askForSize(
  { path, url }: RemoteFile,
  signal: AbortSignal,
): Promise<number | null> {
  const { host } = new URL(url);
  try {
    const { headers } = await askServer({ path, url }, signal, {
      method: "HEAD",
      from: 0,
    });
    const length = Number(headers.get("Content-Length") ?? NaN);
    if (Number.isSafeInteger(length)) return length;
  } catch (error) {
    const kind = error instanceof FailureError ? error.failure.kind : null;
    const absent = kind === "remote-page" || kind === "remote-missing";
    if (absent) return null;
    throw error;
  }
  throw new FailureError({ kind: "remote-no-size", file: path, host });
}
