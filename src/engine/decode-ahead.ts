/** Photos -> pixels, a few photos ahead of the encoder; what the index holds under another name is not decoded at all. */
import { readPhoto, wholeBytes, type ReadPhoto } from "../content-hash";
import type { DecodedPhoto, Framing } from "../decode";
import { decodePhoto } from "../decode-photo";
import { decodeWorkers } from "../decode-pool";
import type { ImageEncoder } from "../encoders/image-encoder";
import { FailureError, type PhotoFailure } from "../failures";
import { checkFolder } from "../folder-there";
import { isVideo } from "../formats/video-name";
import type { PhotoFile, PickedFolder } from "../photo";
import { orFileTime } from "../photo-metadata";
import type { Twin, Twins } from "./twins";

export interface Decoded {
  readonly photo: PhotoFile;
  readonly hash: string | undefined;
  readonly outcome: DecodedPhoto | Twin | { readonly failure: PhotoFailure };
}

/** Of photos that are being read or wait for a decode worker: the largest that are read whole for each of four workers. */
export const aheadBytes = 4 * wholeBytes;

/** What of a photo may be in memory before it is decoded: a long video is never read whole. */
const bytesOf = ({ path, sizeBytes }: PhotoFile) =>
  isVideo(path) ? Math.min(sizeBytes, wholeBytes) : sizeBytes;

/**
 * Decodes the next photos while the last ones are encoded: as many as keep every decode worker busy, and no more; fewer
 * where they are large. One that is over the bound by itself is read when no other is.
 * @param picked the folder that they lie in
 * @throws FailureError folder-gone or permission, where no photo of the folder can be read
 */
export async function* decodeAhead(
  photos: readonly PhotoFile[],
  picked: PickedFolder,
  encoder: Pick<ImageEncoder, "spec" | "batchSize">,
  twins: Twins,
  signal: AbortSignal,
): AsyncGenerator<Decoded> {
  const framing = { side: encoder.spec.side, mode: encoder.spec.resize.mode };
  const ahead: Promise<Decoded>[] = [];
  let bytes = 0;
  for (const photo of photos) {
    const photoBytes = bytesOf(photo);
    const isFull = () =>
      ahead.length >= decodeWorkers() + 2 * encoder.batchSize ||
      bytes + photoBytes > aheadBytes;
    // Where none is ahead, none is in memory.
    while (ahead.length > 0 && isFull()) yield (await ahead.shift()) as Decoded;
    bytes += photoBytes;
    const work = readAndDecode(photo, picked, framing, twins, signal).finally(
      () => {
        bytes -= photoBytes;
      },
    );
    // Its error is met when it is awaited; if indexing ends before, nobody asks.
    work.catch(() => undefined);
    ahead.push(work);
  }
  yield* ahead;
}

/** Reads a photo once, and decodes it unless the index holds another of the same content. */
async function readAndDecode(
  photo: PhotoFile,
  picked: PickedFolder,
  framing: Framing,
  twins: Twins,
  signal: AbortSignal,
): Promise<Decoded> {
  let hash: string | undefined;
  try {
    const read = await openAndHash(photo);
    ({ hash } = read);
    const twin = hash === undefined ? null : await twins.find(hash);
    if (twin) return { photo, hash, outcome: dated(twin, photo) };
    const inMemory = { ...photo, open: () => Promise.resolve(read.blob) };
    const decoded = await decodePhoto(inMemory, framing, signal);
    return { photo, hash, outcome: decoded };
  } catch (error) {
    const failure = photoFailureOf(error);
    // An unplugged disk is no fault of its photos'.
    if (failure.kind === "unreadable-photo") await checkFolder(picked);
    return { photo, hash, outcome: { failure } };
  }
}

/** Where no camera told the date, it is this file's time, not its twin's. */
function dated(twin: Twin, { modifiedMs }: PhotoFile): Twin {
  const { takenAt, takenFrom, ...told } = twin.state.metadata;
  if (takenAt && takenFrom !== "file") return twin;
  const metadata = orFileTime(told, modifiedMs);
  return { ...twin, state: { ...twin.state, metadata } };
}

/** @throws FailureError unreadable-photo, where it was deleted since it was found, say */
async function openAndHash(photo: PhotoFile): Promise<ReadPhoto> {
  try {
    return await readPhoto(await photo.open());
  } catch (error) {
    throw new FailureError({
      kind: "unreadable-photo",
      path: photo.path,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

/** The failure of one photo is data; anything else, an abort too, is thrown on. */
function photoFailureOf(error: unknown): PhotoFailure {
  if (error instanceof FailureError && "path" in error.failure)
    return error.failure;
  throw error;
}
