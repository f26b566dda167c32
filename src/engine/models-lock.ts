/** One tab at a time adds, removes or sweeps models. */
import { FailureError } from "../failures";

const name = "tulip-photos models";

/** @throws FailureError model-busy while another tab does */
export function changingModels<T>(change: () => Promise<T>): Promise<T> {
  return locked(change, () => {
    throw new FailureError({ kind: "model-busy" });
  });
}

/** Does nothing while another tab adds or removes a model. */
export const unlessModelsChange = (work: () => Promise<void>): Promise<void> =>
  locked(work, () => Promise.resolve());

async function locked<T>(
  work: () => Promise<T>,
  refused: () => Promise<T>,
): Promise<T> {
  // Web Locks are withheld on insecure addresses, and so is the disk that models are added to.
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return work();
  return locks.request(name, { ifAvailable: true }, (lock) =>
    lock ? work() : refused(),
  );
}
