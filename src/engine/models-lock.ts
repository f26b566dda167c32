/** One tab at a time adds, removes or sweeps models. */
import { FailureError } from "../failures";
import { ifFree } from "./if-free";

const name = "tulip-photos models";

/** @throws FailureError model-busy while another tab does */
export function changingModels<T>(change: () => Promise<T>): Promise<T> {
  return ifFree(name, change, () => {
    throw new FailureError({ kind: "model-busy" });
  });
}

/** Does nothing while another tab adds or removes a model. */
export const unlessModelsChange = (work: () => Promise<void>): Promise<void> =>
  ifFree(name, work, () => Promise.resolve());
