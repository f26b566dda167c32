/** What a person can do about models from the web: look, fetch, pause, go on, discard. */
import { isAbort } from "../failures";
import type { ModelsNow } from "../engine/messages";
import type { ModelActions, ModelsDesk, ModelsWork } from "./models-page";
import type { Engine } from "./use-engine";
import { keepStored } from "./use-storage";

export function fetchActions(
  engine: Engine,
  { tell, show, attempt }: ModelsDesk,
): Pick<ModelActions, "find" | "letBe" | "fetch" | "stop" | "discard"> {
  let stop = new AbortController();
  let discarding = false;
  const discard = async (download: string) => {
    show(await engine.request("discard-download", { download }));
  };
  return {
    find(address) {
      stop = new AbortController();
      const { signal } = stop;
      tell({ phase: "finding" });
      attempt(async () => {
        const model = await engine.request("find-model", { address }, signal);
        // Let be when the answer was under way already.
        signal.throwIfAborted();
        return { phase: "found", model };
      });
    },
    letBe() {
      stop.abort();
      tell({ phase: "idle" });
    },
    fetch(model) {
      stop = new AbortController();
      discarding = false;
      const { signal } = stop;
      tell({ phase: "fetching", model, progress: null });
      attempt(async () => {
        void keepStored();
        try {
          return await addedBy(engine, show, () =>
            engine.request(
              "fetch-model",
              { download: model.id },
              signal,
              (progress) => {
                tell({ phase: "fetching", model, progress });
              },
            ),
          );
        } catch (error) {
          if (isAbort(error) && discarding) await discard(model.id);
          else show(await engine.request("models", {}));
          throw error;
        }
      });
    },
    stop(what) {
      discarding = what === "discard";
      stop.abort();
    },
    discard(download) {
      attempt(async () => {
        await discard(download);
        return { phase: "idle" };
      });
    },
  };
}

/** Installs, and tells the titles of what was not there before. */
export async function addedBy(
  engine: Engine,
  show: ModelsDesk["show"],
  install: () => Promise<ModelsNow>,
): Promise<ModelsWork> {
  const before = await engine.request("models", {});
  const now = await install();
  const known = new Set(before.models.map(({ id }) => id));
  const added = now.models.filter(({ id }) => !known.has(id));
  show(now);
  return { phase: "added", titles: added.map(({ title }) => title) };
}
