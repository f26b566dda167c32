/** The worker's entry: one switch over requests, one catch. */
import { FailureError, failureOf, isAbort } from "../failures";
import { changeRemembered, savedVideos, saveVideos } from "../settings";
import { Engine } from "./engine";
import type { Exchange, Kind, Reply, Request } from "./messages";

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = (reply: Reply) => {
  scope.postMessage(reply);
};

/** What is wished for while the engine starts waits for it. */
let starting: Promise<Engine> | undefined;
let engine: Engine | undefined;
const aborts = new Map<number, AbortController>();

scope.onmessage = async ({ data: request }: MessageEvent<Request>) => {
  const { id } = request;
  const abort = new AbortController();
  aborts.set(id, abort);
  try {
    post({ kind: "answer", id, value: await answer(request, abort.signal) });
    // After the answer, so that what it says is not older than the news of the folders.
    if (request.kind === "start") await started().folders.resume(null);
  } catch (error) {
    post(
      isAbort(error)
        ? { kind: "aborted", id }
        : { kind: "failed", id, failure: failureOf(error) },
    );
  } finally {
    aborts.delete(id);
  }
};

async function answer(
  request: Request,
  signal: AbortSignal,
): Promise<Exchange[Kind]["answer"]> {
  const { id } = request;
  if (request.kind !== "start") engine = await starting;
  switch (request.kind) {
    case "start":
      starting = Engine.open(request.device, request.hub, (news) => {
        post({ kind: "news", news });
      });
      engine = await starting;
      return engine.restore();
    case "index":
      return started().folders.changes.indexPicked(
        request.folder,
        request.answers,
      );
    case "resume":
      await started().folders.resume(request.folders, request);
      return null;
    case "pause":
      await started().folders.pause(request.folders);
      return null;
    case "remove-folder":
      await started().folders.changes.remove(request.folder);
      return null;
    case "sub-folders":
      return started().folders.changes.subFolders(request.folder);
    case "exclude":
      await started().folders.changes.exclude(
        request.folder,
        request.path,
        request.excluded,
      );
      return null;
    case "save-backup":
      return started().backups.save(request.to, progressOf(id), signal);
    case "restore-backup":
      return started().backups.restore(request.file, progressOf(id), signal);
    case "forget-everything":
      await started().forgetEverything();
      return null;
    case "read":
      return started().read(request);
    case "search":
      return started().search(request.query, request.folding, signal);
    case "ranked": {
      const { search, model, from, count } = request;
      return started().rankingsOf(search)?.stretch(model, from, count) ?? null;
    }
    case "find": {
      const { search, model, keys } = request;
      return started().rankingsOf(search)?.find(model, keys) ?? null;
    }
    case "why":
      return started().why(request.key, request.query, signal);
    case "cut-sentences":
      return started().cutSentences(request.query, signal);
    case "heat-map": {
      const { key, query } = request;
      return started().heatMap(key, query, progressOf(id), signal);
    }
    case "evaluate":
      return started().evaluate(request.file, progressOf(id), signal);
    case "facets":
      return started().facets();
    case "add-picture":
      return started().addPicture(request.picture);
    case "thumbnail":
      return started().thumbnail(request.key);
    case "original":
      return started().folders.originalOf(request.key);
    case "open":
      return started().folders.openPhoto(request.key);
    case "models":
      return started().changes.now();
    case "add-models":
      return started().changes.add(request.folder, signal);
    case "find-model":
      return started().changes.find(request.address, signal);
    case "fetch-model":
      return started().changes.fetch(
        request.download,
        (progress) => {
          post({ kind: "progress", id, progress });
        },
        signal,
      );
    case "discard-download":
      return started().changes.discard(request.download);
    case "free-vectors":
      return started().changes.free(request.revision);
    case "remove-models":
      return started().changes.remove(request.bundle);
    case "compare":
      return started().compare(request.models);
    case "videos":
      if (request.videos !== null) await saveVideos(request.videos);
      return savedVideos();
    case "remember":
      return changeRemembered(request.change);
    case "abort":
      aborts.get(request.request)?.abort();
      return null;
  }
}

const progressOf = (id: number) => (done: number, total: number) => {
  post({ kind: "progress", id, progress: { done, total } });
};

function started(): Engine {
  if (!engine)
    throw new FailureError({
      kind: "unexpected",
      reason: "the engine was not started",
    });
  return engine;
}
