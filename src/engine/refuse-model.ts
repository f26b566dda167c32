/** Whatever is wrong with a file of a new model refuses that model, by the file's name. */
import { FailureError, failureOf, isAbort, englishFor } from "../failures";

export const refused = (file: string, reason: string) =>
  new FailureError({ kind: "model-refused", file, reason });

/** @throws FailureError model-refused; an abort, and what is wrong with the way to the file, as they are */
export async function orRefuse<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { kind } = failureOf(error);
    const asItIs = kind === "model-refused" || kind.startsWith("remote-");
    if (isAbort(error) || asItIs) throw error;
    throw refused(file, reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  const failure = failureOf(error);
  switch (failure.kind) {
    case "manifest":
      return `is not as it must be (${failure.reason})`;
    case "self-test":
      return `failed its self-test: its vectors are off by ${failure.maxError.toPrecision(2)} in ${failure.dtype}`;
    case "model-file":
    case "unexpected":
      return `can't be used (${failure.reason})`;
    default:
      return `can't be used (${englishFor(failure)})`;
  }
}
