/** Every way a step can fail, as one union, and the sentence shown for each. */

/** A failure of one photo is data: stored, counted, shown by name. */
export type PhotoFailure =
  | { readonly kind: "not-a-photo"; readonly path: string }
  | { readonly kind: "empty-photo"; readonly path: string }
  | { readonly kind: "corrupt-photo"; readonly path: string }
  | {
      readonly kind: "oversized-photo";
      readonly path: string;
      readonly width: number;
      readonly height: number;
    }
  | {
      readonly kind: "unreadable-photo";
      readonly path: string;
      readonly reason: string;
    };

export type Failure =
  | PhotoFailure
  | { readonly kind: "insecure-address" }
  | { readonly kind: "no-webgpu" }
  | { readonly kind: "no-adapter" }
  | { readonly kind: "software-adapter"; readonly adapter: string }
  | { readonly kind: "device-forced"; readonly device: string }
  | { readonly kind: "webgpu-required"; readonly reason: string }
  | { readonly kind: "webgpu-failed"; readonly reason: string }
  | {
      readonly kind: "self-test";
      readonly tower: string;
      readonly dtype: string;
      readonly maxError: number;
    }
  | {
      readonly kind: "model-file";
      readonly file: string;
      readonly reason: string;
    }
  | { readonly kind: "manifest"; readonly reason: string }
  /** `file` and `reason` make a clause: "manifest.json" "is missing". */
  | {
      readonly kind: "model-refused";
      readonly file: string;
      readonly reason: string;
    }
  | { readonly kind: "model-known"; readonly id: string }
  | { readonly kind: "model-no-room"; readonly sizeBytes: number }
  | { readonly kind: "model-store"; readonly reason: string }
  | { readonly kind: "model-busy" }
  | {
      readonly kind: "stored-file";
      readonly file: string;
      readonly reason: string;
    }
  | { readonly kind: "folder-gone"; readonly folder: string }
  | {
      readonly kind: "folder-emptied";
      readonly folder: string;
      readonly missing: number;
      readonly known: number;
    }
  | { readonly kind: "permission"; readonly folder: string }
  | { readonly kind: "no-photos"; readonly folder: string }
  | {
      readonly kind: "storage-full";
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: "index-unavailable"; readonly reason: string }
  | { readonly kind: "index-outdated" }
  | { readonly kind: "other-tab" }
  | { readonly kind: "unexpected"; readonly reason: string };

/** Carries a failure through code that throws. */
export class FailureError extends Error {
  constructor(readonly failure: Failure) {
    super(sentenceFor(failure));
    this.name = "FailureError";
  }
}

/** Any thrown value as a failure; what nobody foresaw keeps its message. */
export function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  return {
    kind: "unexpected",
    reason: error instanceof Error ? error.message : String(error),
  };
}

/** The abort of a signal is a wish, not a failure. */
export const isAbort = (error: unknown) =>
  error instanceof DOMException && error.name === "AbortError";

/** What happened and the way out, in plain words. */
export function sentenceFor(failure: Failure): string {
  switch (failure.kind) {
    case "not-a-photo":
      return `${failure.path} is not a picture, whatever its name says. It was skipped.`;
    case "empty-photo":
      return `${failure.path} is empty (0 bytes). It was skipped; copy it again from where it came.`;
    case "corrupt-photo":
      return `${failure.path} is damaged or cut short and could not be decoded. It was skipped; copy it again from where it came.`;
    case "oversized-photo":
      return `${failure.path} is too large to decode here (${failure.width.toLocaleString("en")} x ${failure.height.toLocaleString("en")} pixels). It was skipped; save a smaller copy.`;
    case "unreadable-photo":
      return `${failure.path} could not be read (${failure.reason}). Index the folder again once it is back.`;
    case "insecure-address":
      return "This address is not secure (https or localhost), so the browser withholds WebGPU, folder handles, threads and offline use. Everything still works, slower, and the folder must be picked again after each visit.";
    case "no-webgpu":
      return "This browser has no WebGPU, so photos are encoded with WASM on the processor, which is slower.";
    case "no-adapter":
      return "The browser found no graphics adapter for WebGPU, so photos are encoded with WASM on the processor, which is slower.";
    case "software-adapter":
      return `The only WebGPU adapter (${failure.adapter}) is an emulation on the processor, slower than WASM, so WASM is in use.`;
    case "device-forced":
      return `The address asks for ${failure.device} (?device=${failure.device}).`;
    case "webgpu-required":
      return `The address asks for WebGPU (?device=webgpu), but ${failure.reason}. Remove that part of the address to encode photos on the processor.`;
    case "webgpu-failed":
      return `WebGPU stopped working (${failure.reason}). Reload the page; with ?device=wasm in the address the photos are encoded on the processor.`;
    case "self-test":
      return `The ${failure.tower} gave wrong numbers in ${failure.dtype} (off by ${failure.maxError.toPrecision(2)}), so that way of running it is not used.`;
    case "model-file":
      return `The model file ${failure.file} could not be loaded (${failure.reason}). Check the connection and reload the page.`;
    case "manifest":
      return `models/manifest.json does not describe usable models: ${failure.reason}. Export the models again.`;
    case "model-refused":
      return `${failure.file} ${failure.reason}. The model was not added and nothing of it was kept; export it again and add the whole folder.`;
    case "model-known":
      return `A model with the id “${failure.id}” is installed already. Remove that one first, or export the new one under another id.`;
    case "model-no-room":
      return `The browser has no room for this model (a file of ${Math.ceil(failure.sizeBytes / 1e6).toLocaleString("en")} MB did not fit). Nothing of it was kept; free some disk space or remove another model, then add it again.`;
    case "model-store":
      return `The browser keeps no files for this page (${failure.reason}), so models can't be added. Private windows and insecure addresses forbid it: try a normal window.`;
    case "model-busy":
      return "A model is being added or removed already, perhaps in another tab of this page. Wait until that is done, then try again.";
    case "stored-file":
      return `The file ${failure.file} of an added model can't be read (${failure.reason}). Remove the model and add it again.`;
    case "folder-gone":
      return `The folder “${failure.folder}” can't be found. Plug its disk in again, or choose the folder anew; its index is kept.`;
    case "folder-emptied":
      return `${failure.missing.toLocaleString("en")} of ${failure.known.toLocaleString("en")} photos in “${failure.folder}” are gone. Is its disk unplugged? Nothing was removed from the index.`;
    case "permission":
      return `The browser may not read “${failure.folder}” any more. Press Reconnect to allow it again; its index is kept.`;
    case "no-photos":
      return `There are no photos in “${failure.folder}” (JPEG, PNG, WebP, GIF, AVIF, HEIC or BMP). Choose another folder.`;
    case "storage-full":
      return `The browser's storage is full after ${failure.done.toLocaleString("en")} of ${failure.total.toLocaleString("en")} photos. Those stay searchable; free some disk space, then index the folder again.`;
    case "index-unavailable":
      return `The browser's database can't be opened (${failure.reason}). Private windows may forbid it: try a normal one.`;
    case "index-outdated":
      return "Another tab of this page is newer than this one. Reload this tab.";
    case "other-tab":
      return "Another tab of this page is indexing. Search works here; indexing goes on there.";
    case "unexpected":
      return `Something unforeseen happened: ${failure.reason}. Reload the page; the index is kept.`;
  }
}
