/** Photos -> photo index: decodes ahead, encodes, commits in batches. */
import type { DecodedPhoto } from "../decode";
import type { ImageEncoder } from "../encoders/image-encoder";
import type { PhotoFailure } from "../failures";
import type { PhotoFile, PickedFolder, UnitVector } from "../photo";
import type { PhotoIndex } from "../photo-index";
import type { IndexedPhoto } from "../index-schema";
import { decodeAhead, type Decoded } from "./decode-ahead";
import { failureIn, type FolderIndex } from "./folder-index";
import { encodedBefore, failedRecord, failureOfOthers } from "./known-record";
import type { Twin, Twins } from "./twins";

/** What is needed of an image encoder to index photos. */
export type PhotoEncoder = Pick<ImageEncoder, "spec" | "batchSize" | "encode">;

/** This many photos share a transaction, and at most these are encoded again after a kill. */
const commitPhotos = 32;
/** Slow devices commit earlier, so that a closed tab costs little. */
const commitMs = 2000;

/** A photo that waits for its batch, and its vector in the index until then. */
interface Pending extends IndexedPhoto {
  readonly before: UnitVector | undefined;
}

interface Encoded {
  readonly path: string;
  readonly failure: PhotoFailure | null;
  /** It took over what another photo of the same content was encoded to. */
  readonly isTwin: boolean;
}

/**
 * Encodes photos into the index and yields each photo's path, with its failure if it has one. Whatever ends it, an
 * abort too, what was encoded is committed first.
 * @param picked the folder that they lie in
 * @throws FailureError folder-gone or permission, where the folder can't be read any more; DOMException
 * QuotaExceededError: of the batch that found no room the index holds what it held before
 */
export async function* encodePhotos(
  photos: readonly PhotoFile[],
  picked: PickedFolder,
  into: FolderIndex,
  index: PhotoIndex,
  encoder: PhotoEncoder,
  twins: Twins,
  signal: AbortSignal,
): AsyncGenerator<Encoded> {
  const pending: Pending[] = [];
  let committedMs = performance.now();
  const commit = async () => {
    const batch = pending.splice(0);
    if (batch.length > 0) await commitBatch(batch, into, index);
    for (const { key, record } of batch)
      if (record.hash && record.state.kind === "indexed")
        twins.add(record.hash, key);
    committedMs = performance.now();
  };
  try {
    for await (const batch of batches(
      decodeAhead(photos, picked, encoder, twins, signal),
      encoder,
    )) {
      const done = await encodeBatch(batch, encoder, into);
      for (const [i, photo] of done.entries()) {
        pending.push(photo);
        const { path } = photo.record;
        const isTwin = "vector" in (batch[i]?.outcome ?? {});
        const [failure = null] = failureIn(photo.record);
        yield { path, failure, isTwin };
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

/** @param encoder another device may want other batches */
async function* batches<T>(
  items: AsyncIterable<T>,
  encoder: PhotoEncoder,
): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < encoder.batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function encodeBatch(
  batch: readonly Decoded[],
  encoder: PhotoEncoder,
  { table, records, revision }: FolderIndex,
): Promise<Pending[]> {
  const decoded = batch.flatMap(({ outcome }) =>
    "pixels" in outcome ? [outcome.pixels] : [],
  );
  const vectors = decoded.length > 0 ? await encoder.encode(decoded) : [];
  return batch.map(({ photo, hash, outcome }) => {
    const { key, path, sizeBytes, modifiedMs } = photo;
    const known = records.get(key);
    const before = table.vectorOf(key);
    const seen = { path, sizeBytes, modifiedMs, ...(hash && { hash }) };
    const encoded =
      "pixels" in outcome
        ? encodedAs(outcome, vectors.shift(), path, revision)
        : outcome;
    if ("failure" in encoded) {
      const record = failedRecord(known, seen, encoded.failure);
      if (record.state.kind === "failed") table.remove(key);
      return { key, record, thumbnail: null, before };
    }
    const { vector, state, thumbnail } = encoded;
    table.put(key, vector);
    const encodedBy = [...encodedBefore(known, seen), revision];
    const failure = failureOfOthers(known, seen, revision);
    return {
      key,
      record: { ...seen, state, encodedBy, ...(failure && { failure }) },
      thumbnail,
      before,
    };
  });
}

function encodedAs(
  { width, height, metadata, thumbnail }: DecodedPhoto,
  vector: UnitVector | null | undefined,
  path: string,
  revision: string,
): Twin | { readonly failure: PhotoFailure } {
  if (!vector) return { failure: { kind: "no-vector", path, revision } };
  const state = { kind: "indexed", width, height, metadata } as const;
  return { state, vector, thumbnail };
}

async function commitBatch(
  batch: readonly Pending[],
  into: FolderIndex,
  index: PhotoIndex,
) {
  try {
    await index.commit(into.revision, into.folder.id, batch, into.table);
    for (const { key, record } of batch) into.records.set(key, record);
  } catch (error) {
    for (const { key, before } of batch)
      if (before) into.table.put(key, before);
      else into.table.remove(key);
    throw error;
  }
}
