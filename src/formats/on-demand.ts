/** Libraries that are loaded with the first photo that needs them. */
import { FailureError } from "../failures";

/** @throws FailureError script-missing, which is no fault of the photo's */
export async function onDemand<T>(library: Promise<T>): Promise<T> {
  try {
    return await library;
  } catch {
    throw new FailureError({ kind: "script-missing" });
  }
}
