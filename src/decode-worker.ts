/** A worker of the decode pool: one photo at a time. */
import {
  decode,
  decodeThumbnail,
  type DecodedPhoto,
  type Framing,
} from "./decode";
import { failureOf, type Failure } from "./failures";
import { showable } from "./formats/showable";

export type DecodeTask =
  | { readonly kind: "decode"; readonly framing: Framing }
  /** The photo itself, as a picture that every browser shows. */
  | { readonly kind: "show" }
  | { readonly kind: "thumbnail" };

export type DecodeRequest = DecodeTask & {
  readonly blob: Blob;
  readonly path: string;
};

export type DecodeReply =
  | DecodeAnswer
  /** Said once, when the worker's script was loaded. */
  | { readonly kind: "ready" };

export type DecodeAnswer =
  | { readonly kind: "decoded"; readonly photo: DecodedPhoto }
  | { readonly kind: "shown"; readonly blob: Blob }
  | { readonly kind: "failed"; readonly failure: Failure };

const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = async ({ data: request }: MessageEvent<DecodeRequest>) => {
  const answer = await perform(request).catch(
    (error: unknown): DecodeAnswer => ({
      kind: "failed",
      failure: failureOf(error),
    }),
  );
  const given =
    answer.kind === "decoded" ? [answer.photo.pixels.data.buffer] : [];
  scope.postMessage(answer, given);
};

scope.postMessage({ kind: "ready" } satisfies DecodeReply);

async function perform(request: DecodeRequest): Promise<DecodeAnswer> {
  const { blob, path } = request;
  switch (request.kind) {
    case "decode":
      return {
        kind: "decoded",
        photo: await decode(blob, path, request.framing),
      };
    case "show":
      return { kind: "shown", blob: await showable(blob, path) };
    case "thumbnail":
      return { kind: "shown", blob: await decodeThumbnail(blob, path) };
  }
}
