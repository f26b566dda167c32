/** Photos -> photo index: decodes ahead, encodes, commits in batches. */
import type { DecodedPhoto } from "../decode";
import { decodePhoto } from "../decode-photo";
import { decodeWorkers } from "../decode-pool";
import type { ImageEncoder } from "../encoders/image-encoder";
import { FailureError, type PhotoFailure } from "../failures";
import type { PhotoFile } from "../photo";
import type { IndexedPhoto, PhotoIndex, PhotoRecord } from "../photo-index";
import type { FolderIndex } from "./folder-index";

/** A commit writes a chunk of up to 1.5 MB; this many photos share it, and at most these are encoded again after a kill. */
const commitPhotos = 32;
/** Slow devices commit earlier, so that a closed tab costs little. */
const commitMs = 2000;

/**
 * Encodes photos into the index and yields each photo's path, with its failure if it has one. Whatever ends it, an
 * abort too, what was encoded is committed first.
 * @throws FailureError storage-full
 */
export async function* encodePhotos(
  photos: readonly PhotoFile[],
  into: FolderIndex,
  index: PhotoIndex,
  encoder: ImageEncoder,
  signal: AbortSignal,
): AsyncGenerator<{ path: string; failure: PhotoFailure | null }> {
  const pending: IndexedPhoto[] = [];
  let committedMs = performance.now();
  const commit = async () => {
    const batch = pending.splice(0);
    if (batch.length > 0) await commitBatch(batch, into, index);
    committedMs = performance.now();
  };
  try {
    for await (const batch of batches(
      decodeAhead(photos, encoder, signal),
      encoder.batchSize,
    )) {
      for (const photo of await encodeBatch(batch, encoder, into)) {
        pending.push(photo);
        const { path, state } = photo.record;
        yield { path, failure: state.kind === "failed" ? state.failure : null };
      }
      signal.throwIfAborted();
      if (
        pending.length >= commitPhotos ||
        performance.now() - committedMs > commitMs
      )
        await commit();
    }
  } finally {
    await commit();
  }
}

interface Decoded {
  readonly photo: PhotoFile;
  readonly outcome: DecodedPhoto | { readonly failure: PhotoFailure };
}

/** Decodes the next photos while the last ones are encoded: as many as keep every decode worker busy, and no more. */
async function* decodeAhead(
  photos: readonly PhotoFile[],
  encoder: ImageEncoder,
  signal: AbortSignal,
): AsyncGenerator<Decoded> {
  const framing = { side: encoder.spec.side, mode: encoder.spec.resize.mode };
  const ahead: Promise<Decoded>[] = [];
  for (const photo of photos) {
    const work = decodePhoto(photo, framing, signal).then(
      (decoded) => ({ photo, outcome: decoded }),
      (error: unknown) => ({
        photo,
        outcome: { failure: photoFailureOf(error) },
      }),
    );
    // Its error is met when it is awaited; if indexing ends before, nobody asks.
    work.catch(() => undefined);
    ahead.push(work);
    if (ahead.length >= decodeWorkers() + 2 * encoder.batchSize)
      yield (await ahead.shift()) as Decoded;
  }
  yield* ahead;
}

/** The failure of one photo is data; anything else, an abort too, is thrown on. */
function photoFailureOf(error: unknown): PhotoFailure {
  if (error instanceof FailureError && "path" in error.failure)
    return error.failure;
  throw error;
}

async function* batches<T>(
  items: AsyncIterable<T>,
  size: number,
): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function encodeBatch(
  batch: readonly Decoded[],
  encoder: ImageEncoder,
  { table, records, revision }: FolderIndex,
): Promise<IndexedPhoto[]> {
  const decoded = batch.flatMap(({ outcome }) =>
    "failure" in outcome ? [] : [outcome.pixels],
  );
  const vectors = decoded.length > 0 ? await encoder.encode(decoded) : [];
  return batch.map(({ photo, outcome }) => {
    const { key, path, sizeBytes, modifiedMs } = photo;
    const seen = { path, sizeBytes, modifiedMs };
    if ("failure" in outcome) {
      table.remove(key);
      return {
        key,
        record: {
          ...seen,
          state: { kind: "failed", failure: outcome.failure },
        },
        thumbnail: null,
      };
    }
    const vector = vectors.shift();
    if (vector) table.put(key, vector);
    const { width, height, metadata, thumbnail } = outcome;
    const state = { kind: "indexed", width, height, metadata } as const;
    const others = encodedBefore(records.get(key), seen);
    return {
      key,
      record: {
        ...seen,
        state,
        ...(others && { encodedBy: [...others, revision] }),
      },
      thumbnail,
    };
  });
}

/** The towers whose vectors stay good: none where the photo is new or changed; undefined for any. */
function encodedBefore(
  known: PhotoRecord | undefined,
  seen: { sizeBytes: number; modifiedMs: number },
): readonly string[] | undefined {
  const same =
    known?.state.kind === "indexed" &&
    known.sizeBytes === seen.sizeBytes &&
    known.modifiedMs === seen.modifiedMs;
  return same ? known.encodedBy : [];
}

async function commitBatch(
  batch: readonly IndexedPhoto[],
  into: FolderIndex,
  index: PhotoIndex,
) {
  try {
    await index.commit(into.revision, into.folder.id, batch, into.table);
    for (const { key, record } of batch) into.records.set(key, record);
  } catch (error) {
    for (const { key } of batch) into.table.remove(key);
    if (!(error instanceof DOMException && error.name === "QuotaExceededError"))
      throw error;
    throw new FailureError({
      kind: "storage-full",
      done: into.table.size,
      total: into.records.size + batch.length,
    });
  }
}
